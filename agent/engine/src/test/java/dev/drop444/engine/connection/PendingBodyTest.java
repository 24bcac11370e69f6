package dev.drop444.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.MovableTime;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingBodyTest {

  private final MovableTime time = new MovableTime();
  private final OpenConnections table = new OpenConnections(time, PeerConnections.NONE);
  private final FakeConnection server = FakeConnection.from("198.51.100.1");
  private final TrackedConnection connection = table.opened(server, FakeConnection.NO_JUDGE);
  private final PendingBody body = table.watch(connection, "r", false, null);

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      time.advance(Duration.ofSeconds(1));
      table.tick(false);
    }
  }

  private Duration waited() {
    return Duration.ofNanos(body.waitedNanos());
  }

  @Test
  void onlyWaitsCount() {
    pass(10);
    assertThat(waited()).isZero();
    body.bodyAwaited();
    pass(3);
    body.bodyAwaited();
    pass(1);
    assertThat(waited()).hasSeconds(4);
    body.bodyArrived(100);
    pass(60);
    body.bodyArrived(1);
    assertThat(waited()).hasSeconds(4);
    body.bodyAwaited();
    pass(2);
    assertThat(waited()).hasSeconds(6);
    assertThat(body.bytes()).isEqualTo(101);
  }

  @Test
  void aPauseOfOurOwnIsNoWait() {
    body.bodyAwaited();
    time.advance(Duration.ofHours(1));
    // The thread that reads may go on before the one that ticks.
    body.bodyArrived(1);
    assertThat(waited()).isLessThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void nextIsToldEverything() {
    List<String> told = new ArrayList<>();
    PendingBody first =
        table.watch(
            connection,
            "r",
            false,
            new RequestWatch() {
              @Override
              public void bodyAwaited() {
                told.add("awaited");
              }

              @Override
              public void bodyArrived(long bytes) {
                told.add("arrived " + bytes);
              }

              @Override
              public void completed() {
                told.add("completed");
              }
            });
    first.bodyAwaited();
    first.bodyArrived(7);
    first.forget();
    first.bodyAwaited();
    first.completed();
    assertThat(told).containsExactly("awaited", "arrived 7", "awaited", "completed");
  }

  @Test
  void endsTheConnectionOnlyWhileItServesTheRequest() {
    connection.headComplete(Protocol.HTTP_1_1);
    connection.upgraded();
    assertThat(body.end(Closing.FIN)).isFalse();
    assertThat(server.ends()).isEmpty();

    FakeConnection other = FakeConnection.from("198.51.100.1");
    TrackedConnection http2 = table.opened(other, FakeConnection.NO_JUDGE);
    http2.headComplete(Protocol.HTTP_2);
    assertThat(table.watch(http2, "r", true, null).end(Closing.RST)).isTrue();
    assertThat(other.ends()).containsExactly(Closing.RST);
  }

  @Test
  void completedIsNoLongerWatched() {
    assertThat(table.bodies()).containsExactly(body);
    body.completed();
    body.completed();
    assertThat(table.bodies()).isEmpty();
  }
}
