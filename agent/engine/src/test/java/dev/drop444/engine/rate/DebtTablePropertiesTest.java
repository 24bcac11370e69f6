package dev.drop444.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.rate.DebtTable.Answer;
import dev.drop444.engine.rate.DebtTable.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The table against the textbook. */
class DebtTablePropertiesTest {

  private static final int KEYS = 200;

  /** Large enough that no key gives way, and so small that it grows on the way. */
  private static DebtTable table() {
    return new DebtTable(KEYS * 8, false);
  }

  private static long key(Random random) {
    // Of few keys, each spread over all bits.
    return (random.nextInt(KEYS) + 1) * 0x9e3779b97f4a7c15L;
  }

  @Property(tries = 300)
  void decidesAsTheTextbookDoes(
      @ForAll long seed,
      @ForAll @LongRange(min = 1, max = 10_000_000_000L) long amount,
      @ForAll @IntRange(min = 1, max = 20) int burst,
      @ForAll @LongRange(min = 0, max = 1L << 51) long start) {
    Random random = new Random(seed);
    DebtTable table = table();
    GcraModel model = new GcraModel();
    Taken taken = new Taken();
    long tolerance = (burst - 1) * amount;
    long now = start;
    for (int i = 0; i < 3_000; i++) {
      long key = key(random);
      assertThat(table.debt(key, now)).isEqualTo(model.debt(key, now));
      boolean passes = table.take(key, amount, tolerance, now, taken) == Answer.TAKEN;
      assertThat(passes).isEqualTo(model.take(key, amount, tolerance, now));
      if (passes && random.nextInt(4) == 0) {
        // Late, now and then: others have come meanwhile, but none with this key.
        long later = now + (random.nextBoolean() ? 0 : random.nextInt(1_000));
        table.giveBack(taken, amount, now, later);
        model.giveBack(key, amount);
      }
      now += random.nextInt(3) == 0 ? (long) (random.nextDouble() * amount / KEYS * 2) : 0;
    }
    assertThat(table.gaveWay()).isZero();
  }

  /** Never more than a burst and what the rate allows since, whoever gives back what and when. */
  @Property(tries = 300)
  void whatIsGivenBackLateIsNeverGivenTwice(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int burst) {
    Random random = new Random(seed);
    DebtTable table = table();
    long amount = 1_000;
    long key = key(random);
    List<Long> kept = new ArrayList<>();
    List<Taken> pending = new ArrayList<>();
    List<Long> since = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 500; i++) {
      now += random.nextInt(3) == 0 ? random.nextInt(1_500) : 0;
      Taken taken = new Taken();
      if (table.take(key, amount, (burst - 1) * amount, now, taken) == Answer.TAKEN) {
        if (random.nextInt(3) == 0) {
          pending.add(taken);
          since.add(now);
        } else {
          kept.add(now);
        }
      }
      if (!pending.isEmpty() && random.nextInt(3) == 0) {
        int which = random.nextInt(pending.size());
        table.giveBack(pending.remove(which), amount, since.remove(which), now);
      }
    }
    for (int from = 0; from < kept.size(); from++) {
      for (int to = from; to < kept.size(); to++) {
        long time = kept.get(to) - kept.get(from);
        assertThat(to - from + 1L).isLessThanOrEqualTo(burst + time / amount);
      }
    }
  }

  @Property(tries = 200)
  void whatIsGivenBackAtOnceLeavesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int others) {
    Random random = new Random(seed);
    DebtTable table = table();
    long key = key(random);
    List<Taken> pending = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      Taken taken = new Taken();
      assertThat(table.take(key, 10, 1_000, 5, taken)).isEqualTo(Answer.TAKEN);
      pending.add(taken);
    }
    while (!pending.isEmpty()) {
      assertThat(table.debt(key, 5)).isEqualTo(10L * pending.size());
      table.giveBack(pending.remove(random.nextInt(pending.size())), 10, 5, 5);
    }
    assertThat(table.debt(key, 5)).isZero();
  }

  /** A table that is full forgets, so it lets more pass than the textbook, never less. */
  @Property(tries = 200)
  void aFullTableRefusesNobodyWhomTheTextbookLetsPass(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int most) {
    Random random = new Random(seed);
    DebtTable table = new DebtTable(most, false);
    GcraModel model = new GcraModel();
    Taken taken = new Taken();
    long now = 0;
    for (int i = 0; i < 3_000; i++) {
      long key = key(random);
      boolean passes = table.take(key, 100, 300, now, taken) != Answer.REFUSED;
      boolean textbook = model.take(key, 100, 300, now);
      assertThat(passes || !textbook).isTrue();
      if (passes && !textbook) {
        // From here on both know the same of this key.
        model.giveBack(key, model.debt(key, now) - table.debt(key, now));
      }
      now += random.nextInt(2);
    }
  }
}
