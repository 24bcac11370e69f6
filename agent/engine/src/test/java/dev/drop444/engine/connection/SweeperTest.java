package dev.drop444.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.MovableTime;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.OpenConnection;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SweeperTest {

  private final MovableTime time = new MovableTime();
  private final OpenConnections table = new OpenConnections(time, PeerConnections.NONE);
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final RecordingJudge judge = new RecordingJudge();
  private volatile boolean behind;
  private final Sweeper sweeper = new Sweeper(table, () -> behind, faults::add);

  @AfterEach
  void end() {
    sweeper.close();
  }

  private void sweeps(int seconds) {
    for (int i = 0; i < seconds; i++) {
      time.advance(Duration.ofSeconds(1));
      sweeper.sweep();
    }
  }

  @Test
  void asksAboutLateHeadsAtEverySweep() {
    table.opened(FakeConnection.from("198.51.100.1"), () -> judge);
    sweeps(29);
    assertThat(judge.heads).isEmpty();
    sweeps(2);
    assertThat(judge.heads).hasSize(2);
  }

  @Test
  void afterAPauseOfTheProcessNothingIsLate() {
    table.opened(FakeConnection.from("198.51.100.1"), () -> judge);
    sweeps(1);
    time.advance(Duration.ofHours(2));
    sweeper.sweep();
    assertThat(judge.heads).isEmpty();
    sweeps(26);
    assertThat(judge.heads).isEmpty();
    sweeps(1);
    assertThat(judge.heads).hasSize(1);
  }

  @Test
  void whileTheServerReadsNothingNoHeadIsBlamed() {
    table.opened(FakeConnection.from("198.51.100.1"), () -> judge);
    sweeps(1);
    behind = true;
    sweeps(1);
    sweeps(100);
    behind = false;
    sweeps(1);
    sweeps(27);
    assertThat(judge.heads).isEmpty();
    sweeps(1);
    assertThat(judge.heads).hasSize(1);
  }

  @Test
  void connectionsWhoseEndNobodyToldAreTakenOut() {
    FakeConnection lost = FakeConnection.from("198.51.100.1");
    table.opened(lost, () -> judge);
    TrackedConnection held = table.opened(FakeConnection.from("198.51.100.1"), () -> judge);
    table.watch(held, "r", false, null);
    lost.vanish();
    sweeper.sweep();
    assertThat(table.connections()).containsExactly(held);
    assertThat(judge.bodies).hasSize(1);
    held.closed();
    sweeper.sweep();
    assertThat(judge.bodies).hasSize(1);
    assertThat(table.isIdle()).isTrue();
  }

  @Test
  void allAreReviewedOnceIfThatIsWanted() {
    table.opened(FakeConnection.from("198.51.100.1"), () -> judge);
    table.opened(FakeConnection.from("198.51.100.2"), () -> judge);
    sweeper.sweep();
    assertThat(judge.reviewed).isEmpty();
    table.review();
    sweeper.sweep();
    sweeper.sweep();
    assertThat(judge.reviewed).hasSize(2);
  }

  @Test
  void oneThatFailsIsReportedAndTheOthersAreLookedAt() {
    for (int i = 0; i < 3; i++) {
      table.opened(
          new OpenConnection() {
            @Override
            public InetAddress peer() {
              return InetAddress.getLoopbackAddress();
            }

            @Override
            public int localPort() {
              return 0;
            }

            @Override
            public boolean isOpen() {
              throw new IllegalStateException("of a server");
            }

            @Override
            public void end(Closing how) {}
          },
          () -> judge);
    }
    table.opened(FakeConnection.from("198.51.100.1"), () -> judge);
    table.review();
    sweeper.sweep();
    assertThat(faults).hasSize(3);
    assertThat(judge.reviewed).hasSize(1);
  }

  @Test
  void theThreadIsADaemonStartsWhenAskedSleepsWhileNothingIsOpenAndEnds() throws Exception {
    assertThat(sweeper.thread()).isNull();
    sweeper.start();
    Thread thread = Objects.requireNonNull(sweeper.thread());
    sweeper.start();
    assertThat(sweeper.thread()).isSameAs(thread).matches(Thread::isDaemon);
    // Parked for good, not for a second.
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    // What is opened then is looked at soon, and a ban is heard of at once.
    table.review();
    table.opened(FakeConnection.from("198.51.100.1"), () -> judge);
    assertThat(judge.reviewed.take()).isNotNull();
    table.review();
    assertThat(judge.reviewed.take()).isNotNull();
    sweeper.close();
    thread.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(thread.isAlive()).isFalse();
    assertThat(faults).isEmpty();
  }

  @Test
  void onceClosedItStartsNoThread() {
    sweeper.close();
    sweeper.start();
    assertThat(sweeper.thread()).isNull();
  }

  private static final class RecordingJudge implements Judge {
    final List<PendingHead> heads = new CopyOnWriteArrayList<>();
    final List<PendingBody> bodies = new CopyOnWriteArrayList<>();
    final BlockingQueue<TrackedConnection> reviewed = new LinkedBlockingQueue<>();

    @Override
    public long shortestHeadNanos() {
      return Duration.ofSeconds(30).toNanos();
    }

    @Override
    public void head(PendingHead head) {
      heads.add(head);
    }

    @Override
    public void body(PendingBody body) {
      bodies.add(body);
    }

    @Override
    public void review(TrackedConnection connection) {
      reviewed.add(connection);
    }
  }
}
