package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.config.Mode;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.journal.Decision.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class ModeSwitchTest {

  private final Engine engine =
      Engine.start(Configurations.of("mode", "enforce"), () -> NOPLogger.NOP_LOGGER);
  private final Gates gates = engine.gates("tomcat");

  @AfterEach
  void end() {
    engine.close();
  }

  private boolean drops() {
    Head scanner = Head.get("/").from("203.0.113.1").agent("sqlmap/1.8");
    return gates.request(scanner) != Verdict.PASS;
  }

  @Test
  void anOperatorsModeHoldsUntilTheConfigurationsIsWantedAgain() {
    assertThat(drops()).isTrue();
    engine.switchMode(Mode.MONITOR);
    assertThat(drops()).isFalse();
    engine.replace(Configurations.of("mode", "enforce"));
    assertThat(drops()).isFalse();
    assertThat(engine.mode()).isEqualTo(Mode.MONITOR);
    engine.switchMode(Mode.OFF);
    assertThat(drops()).isFalse();
    engine.switchMode(null);
    assertThat(drops()).isTrue();
    assertThat(engine.counts().dropped()).containsExactly(entry("scanners", 2L));
    assertThat(engine.counts().decisions(Gate.REQUEST, Word.WOULD_DROP))
        .containsExactly(entry("scanners", 2L));
  }

  @Test
  void whoeverGivesAnotherConfigurationMeansItsMode() {
    engine.switchMode(Mode.MONITOR);
    engine.reconfigure(Configurations.of("mode", "enforce"));
    assertThat(drops()).isTrue();
  }

  @Test
  void decisionsAreCountedByServerAndMode() {
    drops();
    engine.switchMode(Mode.MONITOR);
    drops();
    engine.gates("jetty").request(Head.get("/").from("203.0.113.1").agent("sqlmap/1.8"));
    List<String> decided = new ArrayList<>();
    engine
        .ledger()
        .forEachDecision(
            (server, mode, gate, action, rule, count) ->
                decided.add(
                    String.join(" ", server, mode, gate, action, rule, "" + count.getAsLong())));
    assertThat(decided)
        .containsExactlyInAnyOrder(
            "tomcat enforce request drop scanners 1",
            "tomcat monitor request would-drop scanners 1",
            "jetty monitor request would-drop scanners 1");
  }
}
