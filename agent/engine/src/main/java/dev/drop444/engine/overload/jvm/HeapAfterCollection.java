package dev.drop444.engine.overload.jvm;

import dev.drop444.engine.overload.Reading;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;

/**
 * How full the old generation still was after it was last collected, in percent of its maximum.
 * What is used between collections says nothing: a healthy heap fills up before each of them.
 *
 * <p>Old generations are told by the usage threshold, which no young one of HotSpot supports:
 * {@code G1 Old Gen}, {@code PS Old Gen}, {@code Tenured Gen}, {@code ZGC Old Generation}; or the
 * one pool that there is, {@code ZHeap} and {@code Shenandoah}. Epsilon has none (JDK 17 and 25).
 */
final class HeapAfterCollection implements Reading {

  private final List<MemoryPoolMXBean> pools;

  private HeapAfterCollection(List<MemoryPoolMXBean> pools) {
    this.pools = pools;
  }

  static HeapAfterCollection ofThisJvm() {
    List<MemoryPoolMXBean> pools = new ArrayList<>();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP
          && pool.isUsageThresholdSupported()
          && pool.isCollectionUsageThresholdSupported()) {
        pools.add(pool);
      }
    }
    if (pools.isEmpty()) {
      throw new UnsupportedOperationException("there is no old generation that is collected");
    }
    return new HeapAfterCollection(pools);
  }

  @Override
  public double value() {
    double fullest = Double.NaN;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage usage = pool.getCollectionUsage();
      if (usage != null && usage.getMax() > 0) {
        double share = 100.0 * usage.getUsed() / usage.getMax();
        fullest = Double.isNaN(fullest) ? share : Math.max(fullest, share);
      }
    }
    return fullest;
  }
}
