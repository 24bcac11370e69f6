package dev.drop444.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.OpenConnection;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads of a server open, use and close connections while sweeps end some of them. */
@Timeout(120)
class OpenConnectionsStressTest {

  private static final int THREADS = 4;
  private static final int CONNECTIONS = 30_000;

  private final LongAdder opened = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();

  private final OpenConnections table =
      new OpenConnections(
          TimeSource.SYSTEM,
          new PeerConnections() {
            @Override
            public boolean opened(InetAddress peer) {
              opened.increment();
              return true;
            }

            @Override
            public void closed(InetAddress peer) {
              closed.increment();
            }
          });

  /** Ends every head that is under way, and every second connection that is reviewed. */
  private final class Hasty implements Judge {
    private int turn;

    @Override
    public long shortestHeadNanos() {
      return 1;
    }

    @Override
    public void head(PendingHead head) {
      if (head.end(Closing.FIN)) {
        ended.incrementAndGet();
      }
    }

    @Override
    public void body(PendingBody body) {
      if (body.waitedNanos() > 0 && body.end(Closing.RST)) {
        ended.incrementAndGet();
        body.forget();
      }
    }

    @Override
    public void review(TrackedConnection connection) {
      if (turn++ % 2 == 0 && connection.end(Closing.RST)) {
        ended.incrementAndGet();
      }
    }
  }

  /** A connection that counts how often it is ended. */
  private static final class Counted implements OpenConnection {
    private static final InetAddress PEER = InetAddress.getLoopbackAddress();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile boolean open = true;

    @Override
    public InetAddress peer() {
      return PEER;
    }

    @Override
    public int localPort() {
      return 80;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void end(Closing how) {
      ends.incrementAndGet();
    }
  }

  private Void serve(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CONNECTIONS; i++) {
      Counted connection = new Counted();
      TrackedConnection watch = table.opened(connection, Hasty::new);
      int requests = random.nextInt(4);
      boolean alive = true;
      for (int r = 0; r < requests && alive; r++) {
        if (random.nextBoolean()) {
          watch.headIncomplete();
        }
        alive = watch.headComplete(r == 2 ? Protocol.HTTP_2 : Protocol.HTTP_1_1);
        if (alive) {
          served.incrementAndGet();
          PendingBody body = table.watch(watch, "r", r == 2, null);
          body.bodyAwaited();
          body.bodyArrived(1);
          if (random.nextInt(8) != 0) {
            body.completed();
          }
        } else {
          refused.incrementAndGet();
          // Whoever refuses a request does so because somebody has ended the connection.
          assertThat(watch.isEnded()).isTrue();
        }
      }
      if (random.nextInt(10) == 0) {
        watch.upgraded();
      }
      if (random.nextInt(20) == 0) {
        watch.dropped();
      }
      if (random.nextInt(50) == 0) {
        // The server forgets to tell.
        connection.open = false;
      } else {
        close(watch);
      }
      assertThat(connection.ends).hasValueLessThan(2);
    }
    return null;
  }

  private static void close(ConnectionWatch watch) {
    watch.closed();
    watch.closed();
  }

  @Test
  void countsAddUp() throws Exception {
    Sweeper sweeper = new Sweeper(table, () -> false, faults::add);
    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicBoolean done = new AtomicBoolean();
    try {
      List<Future<?>> servers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int seed = i;
        servers.add(threads.submit(() -> serve(seed)));
      }
      Future<?> sweeps =
          threads.submit(
              () -> {
                for (int i = 0; !done.get(); i++) {
                  if (i % 3 == 0) {
                    table.review();
                  }
                  sweeper.sweep();
                }
              });
      for (Future<?> server : servers) {
        server.get();
      }
      done.set(true);
      sweeps.get();
    } finally {
      done.set(true);
      threads.shutdown();
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      sweeper.close();
    }
    sweeper.sweep();
    assertThat(faults).isEmpty();
    assertThat(opened.sum()).isEqualTo((long) THREADS * CONNECTIONS);
    assertThat(closed.sum()).isEqualTo(opened.sum());
    assertThat(table.size()).isZero();
    assertThat(table.isIdle()).isTrue();
    // Else the sweep never met the servers, and this shows nothing.
    assertThat(ended).hasPositiveValue();
    assertThat(served).hasPositiveValue();
    assertThat(refused).hasPositiveValue();
  }
}
