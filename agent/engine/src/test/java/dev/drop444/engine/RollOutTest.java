package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.rule.Share;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dropping for a share of all clients. */
class RollOutTest {

  private final RecordingLogger log = new RecordingLogger();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> log, new MovableTime());
  }

  /** Addresses next to each other, which a poor hash would not tell apart. */
  private static List<String> clients() {
    List<String> clients = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      clients.add(i % 2 == 0 ? "198.51." + i / 250 + "." + i % 250 : "2001:db8:0:" + i + "::1");
    }
    return clients;
  }

  private static List<String> dropped(Engine engine) {
    List<String> dropped = new ArrayList<>();
    for (String client : clients()) {
      if (engine.gates("test").request(Head.get("/x").from(client)).drops()) {
        dropped.add(client);
      }
    }
    return dropped;
  }

  @Test
  void aShareIsStableAndLiesInALargerOne() {
    List<String> before = List.of();
    for (int percent : new int[] {0, 1, 25, 50, 99, 100}) {
      try (Engine engine = engine("enforce", percent + "%", "rule.x.path", "/x")) {
        List<String> dropped = dropped(engine);
        assertThat(dropped).containsAll(before).isEqualTo(dropped(engine));
        assertThat(dropped.size()).isBetween(percent * 40 - 120, percent * 40 + 120);
        assertThat(engine.counts().dropped().getOrDefault("x", 0L)).isEqualTo(2L * dropped.size());
        assertThat(engine.counts().wouldDrop().getOrDefault("x", 0L))
            .isEqualTo(2L * (4000 - dropped.size()));
        before = dropped;
      }
    }
  }

  @Test
  void ofTwoSharesTheSmallerCounts() {
    try (Engine small = engine("enforce", "20%", "rule.x.path", "/x");
        Engine both = engine("enforce", "20%", "rule.x.path", "/x", "rule.x.enforce", "60%");
        Engine rule = engine("rule.x.path", "/x", "rule.x.enforce", "20%")) {
      assertThat(dropped(both)).isEqualTo(dropped(small)).isEqualTo(dropped(rule));
    }
  }

  @Test
  void everyGateSparesTheOthers() {
    try (Engine engine =
        engine(
            "enforce",
            "0%",
            "deny",
            "203.0.113.0/24",
            "rule.b.path",
            "/",
            "rule.b.action",
            "ban")) {
      assertThat(engine.gates("test").accept(Addresses.of("203.0.113.1"), 0))
          .isEqualTo(AcceptVerdict.PASS);
      assertThat(engine.gates("test").request(Head.get("/")).drops()).isFalse();
      assertThat(
              engine
                  .gates("test")
                  .malformed(Addresses.of("198.51.100.1"), 0, Malformation.SYNTAX, null)
                  .drops())
          .isFalse();
      assertThat(engine.counts().bans()).isZero();
      assertThat(engine.counts().wouldRefuse()).containsOnlyKeys("deny");
    }
    assertThat(log.lines())
        .anyMatch(line -> line.contains("mode=enforce action=would-ban gate=request rule=b"))
        .anyMatch(line -> line.contains("action=would-drop gate=malformed rule=malformed"))
        .anyMatch(line -> line.contains("action=would-refuse gate=accept rule=deny"));
  }

  @ParameterizedTest
  @CsvSource({"0%,0%", "25%,25%", "100%,100%", "0.5%,0.50%", "12.34%,12.34%", "100.00%,100%"})
  void percentages(String written, String meant) {
    assertThat(Share.parse(written)).hasToString(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "25", "-1%", "101%", "1.%", ".5%", "1.234%", "1e1%", "100.01%"})
  void noPercentages(String written) {
    assertThat(Share.parse(written)).isNull();
  }
}
