package dev.drop444.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Head;
import dev.drop444.engine.MovableTime;
import dev.drop444.engine.Threads;
import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.RequestWatch;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several limits of one request. */
class PermitsTest {

  private final MovableTime time = new MovableTime();
  private final AtomicInteger warnings = new AtomicInteger();
  private final Limits limits = limits(10_000);

  private Limits limits(int most) {
    return new Limits(most, new ClientPrefix(32, 64), time, warnings::incrementAndGet);
  }

  private static Limit rate(String rule, String rate, int burst, String key) {
    return Limit.ofRate(rule, Rate.parse(rate), burst, LimitKey.parse(key));
  }

  /** A request that looks up some limits, and takes all of them if it may. */
  private @Nullable Limit request(Permits permits, Head head, Limit... looked) {
    permits.begin(limits, true);
    for (Limit limit : looked) {
      if (permits.look(limit, new Request(head)) == Standing.BEYOND) {
        return limit;
      }
    }
    return permits.take();
  }

  private boolean passes(Head head, Limit... looked) {
    Permits permits = new Permits(looked.length);
    boolean passes = request(permits, head, looked) == null;
    permits.forget();
    return passes;
  }

  @Test
  void aBurstAndThenTheRate() {
    Limit limit = rate("a", "2/s", 3, "client");
    Head head = Head.get("/");
    for (int round = 0; round < 3; round++) {
      assertThat(passes(head, limit)).isTrue();
      assertThat(passes(head, limit)).isTrue();
      assertThat(passes(head, limit)).isTrue();
      assertThat(passes(head, limit)).isFalse();
      assertThat(passes(Head.get("/").from("198.51.100.2"), limit)).isTrue();
      time.advance(Duration.ofMillis(499));
      assertThat(passes(head, limit)).isFalse();
      time.advance(Duration.ofMillis(1));
      assertThat(passes(head, limit)).isTrue();
      assertThat(passes(head, limit)).isFalse();
      time.advance(Duration.ofSeconds(2));
    }
  }

  @Test
  void whoIsRefusedByOneLimitOwesNothingToAnother() {
    Limit wide = rate("wide", "10/m", 10, "client");
    Limit narrow = rate("narrow", "2/m", 2, "client+path");
    for (int i = 0; i < 50; i++) {
      assertThat(passes(Head.get("/a"), wide, narrow)).isEqualTo(i < 2);
    }
    for (int i = 0; i < 8; i++) {
      assertThat(passes(Head.get("/" + i), wide, narrow)).isTrue();
    }
    assertThat(passes(Head.get("/new"), wide, narrow)).isFalse();
  }

  @Test
  void whatIsLookedUpAndNotTakenLeavesNothing() {
    Limit limit = rate("a", "1/m", 1, "client");
    Permits permits = new Permits(1);
    for (int i = 0; i < 5; i++) {
      permits.begin(limits, true);
      assertThat(permits.look(limit, new Request(Head.get("/")))).isEqualTo(Standing.WITHIN);
      permits.forget();
    }
    assertThat(limits.bytes()).isZero();
    assertThat(passes(Head.get("/"), limit)).isTrue();
    assertThat(passes(Head.get("/"), limit)).isFalse();
  }

  /** Two requests find room for one: who comes later is told by which limit, and owes nothing. */
  @Test
  void whoComesTooLateToTakeIsRefusedAndOwesNothing() {
    Limit wide = rate("wide", "5/m", 5, "client");
    Limit narrow = rate("narrow", "1/m", 1, "path");
    Permits first = new Permits(2);
    Permits second = new Permits(2);
    for (Permits permits : new Permits[] {first, second}) {
      permits.begin(limits, true);
      assertThat(permits.look(wide, new Request(Head.get("/a")))).isEqualTo(Standing.WITHIN);
      assertThat(permits.look(narrow, new Request(Head.get("/a")))).isEqualTo(Standing.WITHIN);
    }
    assertThat(first.take()).isNull();
    assertThat(second.take()).isSameAs(narrow);
    second.leaveOut(narrow);
    assertThat(second.take()).isNull();
    for (int i = 0; i < 3; i++) {
      assertThat(passes(Head.get("/"), wide)).isTrue();
    }
    assertThat(passes(Head.get("/"), wide)).isFalse();
  }

  @Test
  void withoutMemoryOrWithoutAKeyNothingIsCounted() {
    Limit limit = rate("a", "1/m", 1, "header.x");
    Permits permits = new Permits(1);
    permits.begin(null, true);
    assertThat(permits.look(limit, new Request(Head.get("/").with("x", "y"))))
        .isEqualTo(Standing.NOT_COUNTED);
    assertThat(permits.take()).isNull();
    for (int i = 0; i < 5; i++) {
      assertThat(passes(Head.get("/"), limit)).isTrue();
    }
  }

  @Test
  void limitsOfDifferentRulesAndRatesCountForThemselves() {
    Head head = Head.get("/");
    assertThat(passes(head, rate("a", "1/m", 1, "client"))).isTrue();
    assertThat(passes(head, rate("b", "1/m", 1, "client"))).isTrue();
    assertThat(passes(head, rate("a", "2/m", 1, "client"))).isTrue();
    assertThat(passes(head, rate("a", "1/m", 2, "client"))).isTrue();
    assertThat(passes(head, rate("a", "1/m", 1, "path"))).isTrue();
    // As after a reload in which nothing of this rule has changed.
    assertThat(passes(head, rate("a", "1/m", 1, "client"))).isFalse();
  }

  @Test
  void requestsCountUntilTheyAreOver() {
    Limit limit = Limit.ofRequests("a", 2, LimitKey.CLIENT);
    Deque<RequestWatch> ongoing = new ArrayDeque<>();
    Permits permits = new Permits(1);
    for (int i = 0; i < 100; i++) {
      while (request(permits, Head.get("/"), limit) == null) {
        ongoing.add(Objects.requireNonNull(permits.watch()));
        permits.forget();
      }
      permits.forget();
      assertThat(ongoing).hasSize(2);
      RequestWatch watch = ongoing.remove();
      watch.bodyAwaited();
      watch.bodyArrived(1);
      watch.completed();
      watch.completed();
      time.advance(Duration.ofDays(1));
    }
  }

  @Test
  void whoseEndIsNotToldIsNotCounted() {
    Limit limit = Limit.ofRequests("a", 1, LimitKey.CLIENT);
    Permits permits = new Permits(1);
    permits.begin(limits, false);
    assertThat(permits.applies(limit)).isFalse();
    assertThat(permits.look(limit, new Request(Head.get("/")))).isEqualTo(Standing.NOT_COUNTED);
  }

  @Test
  void aRequestThatIsRefusedByARateDoesNotGoOn() {
    Limit requests = Limit.ofRequests("a", 1, LimitKey.CLIENT);
    Limit rate = rate("b", "1/m", 1, "client");
    Permits one = new Permits(2);
    Permits other = new Permits(2);
    one.begin(limits, true);
    other.begin(limits, true);
    for (Permits permits : new Permits[] {one, other}) {
      permits.look(requests, new Request(Head.get("/")));
    }
    one.look(rate, new Request(Head.get("/")));
    other.look(rate, new Request(Head.get("/")));
    assertThat(one.take()).isNull();
    Objects.requireNonNull(one.watch()).completed();
    assertThat(other.take()).isSameAs(rate);
    assertThat(other.watch()).isNull();
    assertThat(passes(Head.get("/"), requests)).isTrue();
    assertThat(passes(Head.get("/"), requests)).isFalse();
  }

  /** Time stands still; of each limit exactly as much is owed in the end as has passed. */
  @Test
  void onManyThreadsCountsAddUp() throws Exception {
    int clients = 5;
    Limit wide = rate("wide", "1000/m", 1_000, "client");
    Limit narrow = rate("narrow", "70/m", 70, "client+path");
    Limit requests = Limit.ofRequests("requests", 4, LimitKey.CLIENT);
    AtomicLong[] passed = new AtomicLong[clients];
    AtomicInteger[] ongoing = new AtomicInteger[clients];
    for (int i = 0; i < clients; i++) {
      passed[i] = new AtomicLong();
      ongoing[i] = new AtomicInteger();
    }
    AtomicInteger tooMany = new AtomicInteger();
    Threads.sum(
        thread -> {
          SplittableRandom random = new SplittableRandom(thread);
          Permits permits = new Permits(3);
          for (int i = 0; i < 50_000; i++) {
            int client = random.nextInt(clients);
            Head head = Head.get("/" + random.nextInt(20)).from("198.51.100." + client);
            if (request(permits, head, wide, requests, narrow) == null) {
              passed[client].incrementAndGet();
              if (ongoing[client].incrementAndGet() > 4) {
                tooMany.incrementAndGet();
              }
              ongoing[client].decrementAndGet();
              Objects.requireNonNull(permits.watch()).completed();
            }
            permits.forget();
          }
          return 0;
        });
    assertThat(tooMany).hasValue(0);
    for (int client = 0; client < clients; client++) {
      Head head = Head.get("/other").from("198.51.100." + client);
      assertThat(passed[client].get()).isBetween(900L, 1_000L);
      long left = 0;
      while (passes(head, wide)) {
        left++;
      }
      assertThat(passed[client].get() + left).isEqualTo(1_000);
      for (int i = 0; i < 4; i++) {
        assertThat(passes(head, requests)).isTrue();
      }
      assertThat(passes(head, requests)).isFalse();
    }
  }

  @Test
  void aMillionClientsFitIntoTheMemoryThatWasSetAside() {
    Limits limits = limits(1_000_000);
    Limit limit = rate("a", "1/d", 1, "path");
    Permits permits = new Permits(1);
    StringBuilder path = new StringBuilder("/");
    Countable what = new Request(Head.get(path));
    long passed = 0;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 1_000_000; i++) {
        path.setLength(1);
        path.append(i);
        permits.begin(limits, true);
        passed += permits.look(limit, what) == Standing.WITHIN && permits.take() == null ? 1 : 0;
        permits.forget();
      }
    }
    // Next to none was forgotten, and each of those has passed once more.
    assertThat(limits.forgotten()).isLessThan(2_000);
    assertThat(passed).isBetween(1_000_000L, 1_000_000L + limits.forgotten());
    assertThat(limits.bytes()).isLessThan(34L << 20);
    long refused = 0;
    for (int i = 1_000_000; i < 2_500_000; i++) {
      path.setLength(1);
      path.append(i);
      permits.begin(limits, true);
      refused += permits.look(limit, what) == Standing.WITHIN && permits.take() == null ? 0 : 1;
      permits.forget();
    }
    // More than the table has places: whoever is new passes, and somebody else is forgotten.
    assertThat(refused).isZero();
    assertThat(limits.bytes()).isLessThan(34L << 20);
    assertThat(limits.forgotten()).isGreaterThan(400_000);
    assertThat(warnings).hasValue(1);
  }

  @Test
  void connectionsCountUntilTheyAreClosed() throws Exception {
    ConnectionCount connections = new ConnectionCount(limits);
    InetAddress peer = Objects.requireNonNull(Head.get("/").from("198.51.100.9").peer());
    assertThat(connections.opened(peer)).isFalse();
    assertThat(connections.of(peer)).isZero();
    connections.start();
    long open =
        Threads.sum(
            thread -> {
              long own = 0;
              for (int i = 0; i < 20_000; i++) {
                assertThat(connections.opened(peer)).isTrue();
                own++;
                if (i % 7 != 0) {
                  connections.closed(peer);
                  own--;
                }
              }
              return own;
            });
    assertThat(open).isPositive();
    assertThat(connections.of(peer)).isEqualTo(open);
    for (long i = 0; i < open; i++) {
      connections.closed(peer);
    }
    assertThat(connections.of(peer)).isZero();
  }

  private static final class Request implements Countable {
    private final Head head;

    Request(Head head) {
      this.head = head;
    }

    @Override
    public @Nullable InetAddress knownClient() {
      return head.peer();
    }

    @Override
    public RequestHead knownHead() {
      return head;
    }
  }
}
