package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.connection.FakeConnection;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.ConnectionWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How many connections a client may have open, told by what servers tell of their connections. */
class ConnectionLimitTest {

  private static final String[] TWO = {"preset", "none", "rule.c.connections", "2"};

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();

  private Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> log, time);
  }

  private static boolean passes(Engine engine, String peer) {
    return engine.gates("test").accept(Addresses.of(peer), 0) == AcceptVerdict.PASS;
  }

  private static ConnectionWatch open(Engine engine, String peer) {
    assertThat(passes(engine, peer)).isTrue();
    return Objects.requireNonNull(engine.gates("test").opened(FakeConnection.from(peer)));
  }

  @Test
  void whatIsClosedMakesRoomHoweverOftenItIsTold() {
    try (Engine engine = engine(TWO)) {
      ConnectionWatch first = open(engine, "198.51.100.1");
      ConnectionWatch second = open(engine, "198.51.100.1");
      assertThat(passes(engine, "198.51.100.1")).isFalse();
      open(engine, "198.51.100.2");
      first.closed();
      first.closed();
      ConnectionWatch third = open(engine, "198.51.100.1");
      assertThat(passes(engine, "198.51.100.1")).isFalse();
      second.closed();
      third.closed();
      open(engine, "198.51.100.1");
      open(engine, "198.51.100.1");
      assertThat(passes(engine, "198.51.100.1")).isFalse();
    }
  }

  @Test
  void oneWhoseEndNobodyToldMakesRoomAtTheNextSweep() {
    try (Engine engine = engine(TWO)) {
      FakeConnection lost = FakeConnection.from("198.51.100.1");
      engine.gates("test").opened(lost);
      open(engine, "198.51.100.1");
      assertThat(passes(engine, "198.51.100.1")).isFalse();
      lost.vanish();
      engine.sweep();
      open(engine, "198.51.100.1");
    }
  }

  /** Ends of connections that were opened before must not count for those that are counted. */
  @Test
  void aLimitThatAReloadBringsCountsFromThenOn() {
    try (Engine engine = engine()) {
      List<ConnectionWatch> uncounted = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        uncounted.add(open(engine, "198.51.100.1"));
      }
      engine.replace(Configurations.of(TWO));
      open(engine, "198.51.100.1");
      open(engine, "198.51.100.1");
      assertThat(passes(engine, "198.51.100.1")).isFalse();
      uncounted.forEach(ConnectionWatch::closed);
      assertThat(passes(engine, "198.51.100.1")).isFalse();
    }
  }
}
