package dev.drop444.engine.strike;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.MovableTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StrikesTest {

  private final MovableTime time = new MovableTime();

  /** Strikes from many threads are neither lost nor counted twice. */
  @Test
  void concurrentStrikesAddUp() throws Exception {
    int threads = 8;
    int each = 50;
    StrikeTerms terms = new StrikeTerms(threads * each, Duration.ofHours(1), false);
    Strikes strikes = new Strikes(100, time);
    Object client = Addresses.of("198.51.100.7");
    AtomicLong prints = new AtomicLong(1);
    AtomicLong acted = new AtomicLong();
    CountDownLatch together = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        done.add(
            pool.submit(
                () -> {
                  together.await();
                  for (int j = 0; j < each; j++) {
                    long print = prints.getAndIncrement();
                    if (strikes.add("r", client, new Offence(print, print), terms)) {
                      acted.incrementAndGet();
                    }
                  }
                  return null;
                }));
      }
      together.countDown();
      for (Future<?> each1 : done) {
        each1.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(strikes.count("r", client)).isEqualTo(threads * each);
    assertThat(acted).hasValue(1);
  }

  @Test
  void aFloodOfAddressesStaysWithinTheBoundAndHidesNobodyWhoKeepsComing() {
    Strikes strikes = new Strikes(1_000, time);
    StrikeTerms terms = new StrikeTerms(20, Duration.ofHours(1), false);
    Object regular = Addresses.of("198.51.100.7");
    for (int i = 0; i < 1_000_000; i++) {
      Object stranger =
          Addresses.of((10 + (i >> 16)) + "." + (i >> 8 & 255) + "." + (i & 255) + ".1");
      strikes.add("r", stranger, new Offence(i + 1, 1), terms);
      if (i % 500 == 0) {
        strikes.add("r", regular, new Offence(i + 1, 1), terms);
      }
    }
    assertThat(strikes.size()).isLessThanOrEqualTo(1_000);
    assertThat(strikes.count("r", regular)).isGreaterThan(10);
  }

  @Test
  void findtimeLongerThanTheDefaultIsKept() {
    Strikes strikes = new Strikes(10, time);
    StrikeTerms terms = new StrikeTerms(2, Duration.ofDays(1), false);
    assertThat(strikes.add("r", "c", new Offence(1, 1), terms)).isFalse();
    time.advance(Duration.ofHours(23));
    assertThat(strikes.add("r", "c", new Offence(2, 2), terms)).isTrue();
    time.advance(Duration.ofHours(24));
    assertThat(strikes.count("r", "c")).isZero();
    assertThat(strikes.size()).isZero();
  }
}
