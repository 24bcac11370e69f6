package dev.drop444.engine.bot.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupBudgetTest {

  /** A clock may begin anywhere, below zero too. */
  @ParameterizedTest
  @ValueSource(longs = {0, -1_000_000_000L, -5_000_000_000L, 1L << 60, -(1L << 60)})
  void givesSoManyASecond(long start) {
    AtomicLong clock = new AtomicLong(start);
    LookupBudget budget = new LookupBudget(3, clock::get);
    for (int second = 0; second < 5; second++) {
      assertThat(taken(budget)).as("second %d", second).isEqualTo(3);
      clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }
  }

  @Test
  void doesNotSaveUp() {
    AtomicLong clock = new AtomicLong();
    LookupBudget budget = new LookupBudget(3, clock::get);
    clock.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(taken(budget)).isEqualTo(3);
  }

  private static int taken(LookupBudget budget) {
    int taken = 0;
    for (int i = 0; i < 10; i++) {
      taken += budget.take() ? 1 : 0;
    }
    return taken;
  }
}
