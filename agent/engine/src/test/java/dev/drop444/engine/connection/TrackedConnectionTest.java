package dev.drop444.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.MovableTime;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Protocol;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrackedConnectionTest {

  private static final long LONG = Duration.ofSeconds(30).toNanos();

  private final MovableTime time = new MovableTime();
  private final OpenConnections table = new OpenConnections(time, PeerConnections.NONE);
  private final FakeConnection server = FakeConnection.from("198.51.100.1");
  private final TrackedConnection connection = table.opened(server, FakeConnection.NO_JUDGE);

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      time.advance(Duration.ofSeconds(1));
      table.tick(false);
    }
  }

  private boolean isLate() {
    return connection.headAfter(LONG, table.headTime()) != null;
  }

  private PendingHead late() {
    return Objects.requireNonNull(connection.headAfter(LONG, table.headTime()));
  }

  @Test
  void theFirstHeadIsAwaitedFromAccept() {
    pass(20);
    connection.headIncomplete();
    pass(9);
    assertThat(isLate()).isFalse();
    pass(1);
    assertThat(late().isSilent()).isFalse();
    assertThat(late().waitedNanos()).isEqualTo(LONG);
  }

  @Test
  void laterOnesAreAwaitedFromTheirFirstByte() {
    connection.headComplete(Protocol.HTTP_1_1);
    pass(500);
    assertThat(isLate()).isFalse();
    connection.headIncomplete();
    pass(29);
    connection.headIncomplete();
    assertThat(isLate()).isFalse();
    pass(1);
    assertThat(isLate()).isTrue();
  }

  @Test
  void whatHasSentNothingIsSilent() {
    pass(30);
    assertThat(late().isSilent()).isTrue();
  }

  @Test
  void whatSpeaksSomethingElseIsNeverLate() {
    connection.upgraded();
    connection.headIncomplete();
    pass(100);
    assertThat(isLate()).isFalse();
  }

  @Test
  void afterTheFirstRequestOfHttp2NothingIsLate() {
    connection.headIncomplete();
    assertThat(connection.headComplete(Protocol.HTTP_2)).isTrue();
    connection.headIncomplete();
    pass(100);
    assertThat(isLate()).isFalse();
  }

  @Test
  void http2ThatBeganAsHttp1IsHttp2() {
    connection.headComplete(Protocol.HTTP_1_1);
    connection.headComplete(Protocol.HTTP_2);
    connection.headIncomplete();
    pass(100);
    assertThat(isLate()).isFalse();
  }

  /** The head arrives between the look and the end: it wins. */
  @Test
  void aHeadThatArrivesMeanwhileIsNotEnded() {
    connection.headIncomplete();
    pass(30);
    PendingHead late = late();
    assertThat(connection.headComplete(Protocol.HTTP_1_1)).isTrue();
    connection.headIncomplete();
    assertThat(late.end(Closing.FIN)).isFalse();
    assertThat(server.ends()).isEmpty();
  }

  /** The other way round: the request must not be served to a client that is gone. */
  @Test
  void aHeadThatArrivesAfterTheEndIsNotServed() {
    connection.headIncomplete();
    pass(30);
    assertThat(late().end(Closing.RST)).isTrue();
    assertThat(server.ends()).containsExactly(Closing.RST);
    assertThat(connection.headComplete(Protocol.HTTP_1_1)).isFalse();
    assertThat(connection.isEnded()).isTrue();
    connection.closed();
    assertThat(connection.headComplete(Protocol.HTTP_1_1)).isFalse();
    assertThat(connection.isEnded()).isTrue();
  }

  @Test
  void isEndedOnce() {
    assertThat(connection.end(Closing.FIN)).isTrue();
    assertThat(connection.end(Closing.FIN)).isFalse();
    assertThat(server.ends()).hasSize(1);
  }

  @Test
  void whatTheServerDropsIsLeftToTheServer() {
    connection.headComplete(Protocol.HTTP_1_1);
    connection.dropped();
    assertThat(connection.end(Closing.FIN)).isFalse();
    assertThat(server.ends()).isEmpty();
    assertThat(table.size()).isOne();
  }

  @Test
  void closedLeavesTheTableHoweverOftenItIsTold() {
    assertThat(table.size()).isOne();
    connection.closed();
    connection.closed();
    assertThat(table.size()).isZero();
    assertThat(connection.end(Closing.FIN)).isFalse();
    connection.headIncomplete();
    connection.upgraded();
    pass(100);
    assertThat(isLate()).isFalse();
    assertThat(connection.isEnded()).isFalse();
  }

  @Test
  void onlyWhatWasCountedIsToldToTheCounter() {
    List<InetAddress> closed = new ArrayList<>();
    boolean[] counts = {true};
    OpenConnections counted =
        new OpenConnections(
            time,
            new PeerConnections() {
              @Override
              public boolean opened(InetAddress peer) {
                return counts[0];
              }

              @Override
              public void closed(InetAddress peer) {
                closed.add(peer);
              }
            });
    TrackedConnection first = counted.opened(server, FakeConnection.NO_JUDGE);
    TrackedConnection unixSocket =
        counted.opened(FakeConnection.from(null), FakeConnection.NO_JUDGE);
    counts[0] = false;
    TrackedConnection uncounted = counted.opened(server, FakeConnection.NO_JUDGE);
    uncounted.closed();
    unixSocket.closed();
    assertThat(closed).isEmpty();
    first.closed();
    first.closed();
    assertThat(closed).containsExactly(server.peer());
  }
}
