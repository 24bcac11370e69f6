package dev.drop444.engine.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.MovableTime;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbingPeersTest {

  private final MovableTime time = new MovableTime();
  private final ProbingPeers peers = new ProbingPeers(time);

  @Test
  void areRememberedForTenMinutesAfterTheyLastAsked() {
    InetAddress probe = Addresses.of("10.0.0.7");
    assertThat(peers.knows(probe)).isFalse();
    peers.remember(probe);
    time.advance(Duration.ofMinutes(9));
    peers.remember(Addresses.of("10.0.0.7"));
    time.advance(ProbingPeers.REMEMBERED.minusNanos(1));
    assertThat(peers.knows(probe)).isTrue();
    assertThat(peers.knows(Addresses.of("10.0.0.8"))).isFalse();
    // To look is not to ask.
    time.advance(Duration.ofNanos(1));
    assertThat(peers.knows(probe)).isFalse();
  }

  /** Also one that turns up only when they are many. */
  @Test
  void strangersWhoAskOnceDoNotPushAProbeOut() {
    InetAddress probe = Addresses.of("10.0.0.7");
    for (int i = 0; i < 20_000; i++) {
      peers.remember(Addresses.of("198.51." + (i >> 8) + "." + (i & 255)));
      if (i > 10_000 && i % 100 == 0) {
        peers.remember(probe);
      }
    }
    assertThat(peers.size()).isLessThanOrEqualTo(ProbingPeers.MOST);
    assertThat(peers.knows(probe)).isTrue();
  }
}
