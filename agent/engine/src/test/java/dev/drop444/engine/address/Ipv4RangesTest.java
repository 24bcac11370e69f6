package dev.drop444.engine.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of all shapes, against a sorted map of the same ranges. */
class Ipv4RangesTest {

  private final Random random = new Random(444);

  /** How far apart ranges are, and how long, so that pages have none, few, many, and all. */
  @ParameterizedTest(name = "{0} ranges up to {2} long, up to {1} apart")
  @CsvSource({
    "128, 1000000, 1000", // the last that are few
    "129, 30000000, 1", // single addresses all over, few pages with any
    "5000, 800000, 200000", // over the ends of pages
    "300, 20000000, 3000000", // whole pages within
    "100000, 3, 1", // as many as there can be
    "100000, 40, 30", // bits with ranges over the ends of words
    "1030, 120, 1", // about as many in a page as become bits
  })
  void holdWhatWasPutIn(int count, int gap, int length) {
    NavigableMap<Long, Long> ends = new TreeMap<>();
    AddressSet.Builder builder = new AddressSet.Builder();
    long next = random.nextInt(gap);
    for (int i = 0; i < count && next < 1L << 32; i++) {
      long end = Math.min(next + random.nextInt(length), (1L << 32) - 1);
      ends.put(next, end);
      builder.add(AddressRange.parse(text(next) + "-" + text(end)));
      // At least one address between them, so that they stay apart.
      next = end + 2 + random.nextInt(gap);
    }
    AddressSet set = builder.build();
    assertThat(set.size()).isEqualTo(ends.size());
    for (Map.Entry<Long, Long> range : ends.entrySet()) {
      for (long bound : new long[] {range.getKey(), range.getValue()}) {
        for (long probe = bound - 1; probe <= bound + 1; probe++) {
          check(set, ends, probe & 0xffff_ffffL);
        }
      }
    }
    for (int i = 0; i < 100_000; i++) {
      check(set, ends, random.nextInt() & 0xffff_ffffL);
    }
  }

  private static void check(AddressSet set, NavigableMap<Long, Long> ends, long probe) {
    Map.Entry<Long, Long> before = ends.floorEntry(probe);
    boolean expected = before != null && probe <= before.getValue();
    if (set.contains(Addresses.of(text(probe))) != expected) {
      throw new AssertionError(text(probe) + " expected: " + expected);
    }
  }

  private static String text(long address) {
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }
}
