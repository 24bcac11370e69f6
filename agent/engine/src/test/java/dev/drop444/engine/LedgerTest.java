package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Ledger.Table;
import dev.drop444.engine.config.Configurations;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class LedgerTest {

  private static Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> NOPLogger.NOP_LOGGER);
  }

  private static Table table(Engine engine, String name) {
    return Objects.requireNonNull(engine.ledger().tables().get(name));
  }

  @Test
  void whoGivesWayToABanIsCounted() {
    try (Engine engine = engine("max-bans", "1000")) {
      for (int i = 0; i < 1500; i++) {
        String client = "198.18." + i / 256 + "." + i % 256;
        engine.bans().ban(client, Duration.ofHours(1), (who, ban) -> {});
      }
      Table bans = table(engine, "bans");
      assertThat(bans.capacity()).isEqualTo(1000);
      assertThat(bans.size()).isLessThanOrEqualTo(1000);
      assertThat(bans.size() + bans.evicted()).isEqualTo(1500);
    }
  }

  @Test
  void keysThatOweSomethingAreCounted() {
    try (Engine engine = engine("preset", "none", "rule.r.rate", "1/h", "rule.r.burst", "5")) {
      for (String client : new String[] {"198.51.100.1", "198.51.100.2", "198.51.100.1"}) {
        engine.gates("test").request(Head.get("/").from(client));
      }
      assertThat(table(engine, "rates").size()).isEqualTo(2);
      assertThat(table(engine, "rates").evicted()).isZero();
    }
  }

  /**
   * One call in 64 is timed; that none of so many is has a chance of one in ten million millions.
   */
  @Test
  void someCallsAreTimed() {
    try (Engine engine = engine()) {
      Head head = Head.get("/").from("198.51.100.1");
      for (int i = 0; i < 2000; i++) {
        engine.gates("test").request(head);
      }
      SelfTime time = Objects.requireNonNull(engine.ledger().selfTimes().get("request"));
      assertThat(time.timedCalls()).isBetween(1L, 200L);
      assertThat(time.timedNanos()).isPositive();
      assertThat(time.nanos()).isGreaterThan(time.timedNanos());
    }
  }
}
