package dev.drop444.report.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeavyHittersTest {

  private static final int CAPACITY = 50;

  private final Random random = new Random(444);
  private final Map<String, Long> truth = new HashMap<>();
  private final HeavyHitters hitters = new HeavyHitters(CAPACITY);

  private void add(int keys, int times) {
    for (int i = 0; i < times; i++) {
      String key = "k" + (int) (keys * Math.pow(random.nextDouble(), 4));
      long weight = 1L + random.nextInt(3);
      truth.merge(key, weight, Long::sum);
      hitters.add(key, weight);
    }
  }

  @Test
  void exactWhileThereIsRoom() {
    add(CAPACITY, 5_000);
    assertThat(hitters.isExact()).isTrue();
    assertThat(hitters.top(1_000))
        .hasSameSizeAs(truth.keySet())
        .allSatisfy(
            hitter -> {
              assertThat(hitter.count()).isEqualTo(truth.get(hitter.key()));
              assertThat(hitter.error()).isZero();
            })
        .isSortedAccordingTo((one, other) -> Long.compare(other.count(), one.count()));
  }

  /** What Space-Saving promises. */
  @Test
  void bounded() {
    add(5_000, 20_000);
    assertThat(hitters.isExact()).isFalse();
    assertThat(hitters.size()).isEqualTo(CAPACITY);
    assertThat(hitters.total()).isEqualTo(truth.values().stream().mapToLong(n -> n).sum());
    assertThat(hitters.top(CAPACITY))
        .allSatisfy(
            hitter ->
                assertThat(truth.get(hitter.key()))
                    .isBetween(hitter.count() - hitter.error(), hitter.count()));
    long threshold = hitters.total() / CAPACITY;
    truth.forEach(
        (key, count) -> {
          if (count > threshold) {
            assertThat(hitters.top(CAPACITY)).anyMatch(hitter -> hitter.key().equals(key));
          }
        });
    assertThat(hitters.top(3)).hasSize(3);
  }
}
