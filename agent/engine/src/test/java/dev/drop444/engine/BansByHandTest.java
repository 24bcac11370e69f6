package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.ban.Ban;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gates;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class BansByHandTest {

  private final MovableTime time = new MovableTime();

  /** Without a rule that bans. */
  private final Engine engine =
      Engine.start(
          Configurations.of(
              "preset", "none", "allow", "198.51.100.9", "trusted-proxies", "203.0.113.1"),
          () -> NOPLogger.NOP_LOGGER,
          time);

  @AfterEach
  void end() {
    engine.close();
  }

  private boolean isRefused(String peer) {
    return engine.gates("test").accept(Addresses.of(peer), 8080) != AcceptVerdict.PASS;
  }

  private List<String> ban(String client) {
    List<String> told = new ArrayList<>();
    engine.bans().ban(client, Duration.ofHours(1), (who, ban) -> told.add(who + " " + ban.rule()));
    return told;
  }

  @Test
  void whoIsBannedIsRefusedUntilTheEndAndCounted() {
    assertThat(ban("198.51.100.1")).containsExactly("198.51.100.1 operator");
    assertThat(isRefused("198.51.100.1")).isTrue();
    assertThat(isRefused("198.51.100.2")).isFalse();
    assertThat(engine.counts().refused()).containsEntry("operator", 1L);
    time.advance(Duration.ofMinutes(61));
    assertThat(isRefused("198.51.100.1")).isFalse();
  }

  @Test
  void whoIsLiftedIsLetIn() {
    ban("198.51.100.1");
    ban("198.51.100.2");
    assertThat(engine.bans().lift("198.51.100.1")).isTrue();
    assertThat(engine.bans().lift("198.51.100.1")).isFalse();
    assertThat(isRefused("198.51.100.1")).isFalse();
    assertThat(isRefused("198.51.100.2")).isTrue();
    assertThat(engine.bans().liftAll()).isEqualTo(1);
    assertThat(isRefused("198.51.100.2")).isFalse();
    assertThat(engine.bans().size()).isZero();
  }

  @Test
  void oneClientIsFoundByAnyOfItsAddresses() {
    ban("2001:db8::1");
    List<Ban> found = new ArrayList<>();
    engine.bans().find("2001:db8::2", (client, ban) -> found.add(ban));
    assertThat(found).hasSize(1);
    engine.bans().find("2001:db8:1::2", (client, ban) -> found.add(ban));
    assertThat(found).hasSize(1);
  }

  /**
   * Where no rule bans, a policy does not know whom it must not refuse, until somebody is banned.
   */
  @Test
  void aBannedNetworkSparesThisMachine() {
    Configuration configuration = Configurations.of("preset", "none", "rule.slow.slow.head", "30s");
    try (Engine other = Engine.start(configuration, () -> NOPLogger.NOP_LOGGER)) {
      other.bans().ban("::2", Duration.ofHours(1), (who, ban) -> {});
      Gates gates = other.gates("test");
      assertThat(gates.accept(Addresses.of("::3"), 8080)).isNotSameAs(AcceptVerdict.PASS);
      assertThat(gates.accept(Addresses.of("::1"), 8080)).isSameAs(AcceptVerdict.PASS);
    }
  }

  @Test
  void someAreNeverBanned() {
    assertThatThrownBy(() -> ban("127.0.0.1")).hasMessageContaining("this machine's own");
    assertThatThrownBy(() -> ban("198.51.100.9")).hasMessageContaining("the list allow");
    assertThatThrownBy(() -> ban("203.0.113.1")).hasMessageContaining("a trusted proxy");
    assertThatThrownBy(() -> ban("localhost"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an address");
    assertThat(isRefused(InetAddress.getLoopbackAddress().getHostAddress())).isFalse();
  }
}
