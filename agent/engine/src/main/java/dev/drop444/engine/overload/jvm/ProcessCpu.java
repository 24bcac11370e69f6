package dev.drop444.engine.overload.jvm;

import com.sun.management.OperatingSystemMXBean;
import dev.drop444.engine.overload.Reading;
import java.lang.management.ManagementFactory;

/**
 * How much of the processors that it may use this process has used since the last reading, in
 * percent. In a container that is its limit; a JVM older than JDK-8269851 (JDK 18, and updates of
 * 11 and 17 since then) takes the whole machine for it, and so finds less.
 */
final class ProcessCpu implements Reading {

  private final OperatingSystemMXBean system;

  private ProcessCpu(OperatingSystemMXBean system) {
    this.system = system;
  }

  static ProcessCpu ofThisJvm() {
    Object system = ManagementFactory.getOperatingSystemMXBean();
    if (!(system instanceof OperatingSystemMXBean)) {
      throw new UnsupportedOperationException("there is no com.sun.management");
    }
    return new ProcessCpu((OperatingSystemMXBean) system);
  }

  @Override
  public double value() {
    double load = system.getProcessCpuLoad();
    return load < 0 ? Double.NaN : 100 * load;
  }
}
