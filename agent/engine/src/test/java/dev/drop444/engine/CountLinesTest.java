package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.drop444.engine.config.Configurations;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class CountLinesTest {

  private final Engine engine = engine();

  private static Engine engine() {
    return Engine.start(Configurations.of("deny", "198.51.100.1"), () -> NOPLogger.NOP_LOGGER);
  }

  private static void drop(Engine engine, String server) {
    engine.gates(server).request(Head.get("/").from("203.0.113.1").agent("sqlmap/1.8"));
    engine.gates(server).accept(Addresses.of("198.51.100.1"), 8080);
  }

  @Test
  void whatIsWrittenIsAddedToWhatIsCounted() {
    drop(engine, "tomcat");
    drop(engine, "jetty");
    List<String> lines = new ArrayList<>();
    engine.ledger().write(lines::add);

    Engine later = engine();
    drop(later, "tomcat");
    assertThat(lines).allMatch(later.ledger()::read);

    assertThat(later.counts().requests()).isEqualTo(3);
    assertThat(later.counts().dropped()).containsExactly(entry("scanners", 3L));
    assertThat(later.counts().refused()).containsExactly(entry("deny", 3L));
    Counts tomcat = Objects.requireNonNull(later.ledger().byServer().get("tomcat"));
    assertThat(tomcat.dropped()).containsExactly(entry("scanners", 2L));
    assertThat(tomcat.refused()).containsExactly(entry("deny", 2L));
    assertThat(later.ledger().since()).isEqualTo(engine.ledger().since());
    engine.close();
    later.close();
  }

  @Test
  void whatAnotherVersionCountsIsLeftOut() {
    assertThat(
            List.of(
                "",
                "count",
                "count tomcat moons 3",
                "count tomcat requests",
                "count tomcat requests -1",
                "count tomcat requests many",
                "decision tomcat enforce REQUEST FORGIVE scanners 1",
                "decision tomcat enforce ATTIC DROP scanners 1",
                "refusals tomcat ACCEPT enforce true 1"))
        .noneMatch(engine.ledger()::read);
    assertThat(engine.counts().requests()).isZero();
    engine.close();
  }
}
