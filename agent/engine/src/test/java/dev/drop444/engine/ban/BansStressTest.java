package dev.drop444.engine.ban;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.MovableTime;
import dev.drop444.engine.Threads;
import dev.drop444.engine.address.ClientPrefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Many threads ban the same clients at the same time: what each client gets must add up. */
class BansStressTest {

  private static final int CLIENTS = 20_000;

  private static final BanTerms DOUBLING =
      new BanTerms(Duration.ofMinutes(10), true, 1, Duration.ofDays(7), Duration.ZERO);

  private final MovableTime time = new MovableTime();
  private final Bans bans = new Bans(1_000_000, new ClientPrefix(32, 64), time);

  private static InetAddress client(int number) {
    try {
      return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(0x0B00_0000 + number).array());
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Several requests of one client are dropped at the same time; that is one offence. */
  @Test
  void whoIsBannedByAllThreadsAtOnceIsBannedOnce() throws Exception {
    for (int round = 1; round <= 3; round++) {
      int count = round;
      AtomicInteger leader = new AtomicInteger();
      Threads.sum(
          thread -> {
            for (int i = 0; i < CLIENTS; i++) {
              // Whoever is ahead waits for nobody, but whoever is behind catches up.
              i = Math.max(i, leader.get() - 2);
              leader.accumulateAndGet(i, Math::max);
              bans.add(client(i), "r", DOUBLING);
            }
            return 0;
          });
      AtomicInteger seen = new AtomicInteger();
      bans.forEach(
          (name, ban) -> {
            assertThat(ban.count()).as(name).isEqualTo(count);
            seen.incrementAndGet();
          });
      assertThat(seen).hasValue(CLIENTS);
      time.advance(Duration.ofMinutes(10L << (round - 1)));
      assertThat(bans.find(client(0))).isNull();
    }
  }

  /** Bans and pardons of the same clients: who was pardoned last is not banned, and vice versa. */
  @Test
  void whatIsLeftIsWhatWasDoneLast() throws Exception {
    AtomicIntegerArray last = new AtomicIntegerArray(CLIENTS);
    Threads.sum(
        thread -> {
          SplittableRandom random = new SplittableRandom(thread);
          // Each thread has clients of its own; they share the tables.
          for (int i = 0; i < 200_000; i++) {
            int number = random.nextInt(CLIENTS / Threads.COUNT) * Threads.COUNT + thread;
            if (number >= CLIENTS) {
              continue;
            }
            if (random.nextBoolean()) {
              bans.add(client(number), "r", DOUBLING);
              last.set(number, 1);
            } else {
              bans.lift(client(number));
              last.set(number, 0);
            }
          }
          return 0;
        });
    int banned = 0;
    for (int i = 0; i < CLIENTS; i++) {
      assertThat(bans.find(client(i)) != null).as("client " + i).isEqualTo(last.get(i) == 1);
      banned += last.get(i);
    }
    assertThat(bans.size()).isEqualTo(banned);
  }
}
