package dev.drop444.it.malformed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.DropLines;
import dev.drop444.it.process.ProcessLog;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.wire.Answer;
import dev.drop444.it.wire.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends every shape to every server, without the agent and with the standard preset.
 *
 * <p>Runs on the newest line of each family, or on those that {@code drop444.test.servers} names.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class MalformedTest {

  /** Tests run in the module's directory. */
  private static final Path DOCUMENTATION = Path.of("../docs/malformed.md");

  private static final Set<Integer> SERVED = Set.of(101, 200, 404, 413, 500);

  private static final Page PAGE = new Page();
  private static @Nullable Subject running;

  private final Server server;

  MalformedTest(Server server) {
    this.server = server;
  }

  static List<Server> servers() {
    if (Surroundings.servers() == null) {
      return Servers.families();
    }
    return Servers.all().stream()
        .filter(server -> !server.standalone())
        .collect(Collectors.toUnmodifiableList());
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) throws IOException {
    running = new Subject(server);
    PAGE.server(server.name());
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    subject().close();
  }

  private static Subject subject() {
    if (running == null) {
      throw new IllegalStateException("No server is running");
    }
    return running;
  }

  @TestFactory
  Stream<DynamicTest> shapes() {
    return Shapes.ALL.stream()
        .map(shape -> dynamicTest(server + ", " + shape, () -> run(subject(), shape)));
  }

  private static void run(Subject subject, Shape shape) throws IOException {
    Shape.Expectation expectation = shape.on(subject.name());
    Answer bare = subject.bare(shape);
    ProcessLog log = subject.guarded().log();
    long mark = log.mark();
    Answer guarded = subject.guarded(shape);
    PAGE.note(shape, subject.name(), bare, guarded);
    String who = subject.name() + ", " + shape + ": ";
    switch (expectation) {
      case DROPPED -> {
        assertThat(isServed(bare)).as(who + "served by itself: " + bare.words()).isFalse();
        mustBeDropped(who, shape, guarded);
      }
      case ANOMALY -> {
        assertThat(isServed(bare)).as(who + "not served by itself: " + bare.words()).isTrue();
        mustBeDropped(who, shape, guarded);
      }
      case PASSES -> {
        if (shape.place() != Place.TLS_PORT) {
          assertThat(isServed(bare)).as(who + "not served by itself: " + bare.words()).isTrue();
        }
        assertThat(guarded.comparable()).as(who + "with the agent").isEqualTo(bare.comparable());
        assertThat(guarded.end()).as(who + "end").isEqualTo(bare.end());
      }
      case LATE -> {
        assertThat(isServed(bare)).as(who + "served by itself: " + bare.words()).isFalse();
        assertThat(guarded.comparable()).as(who + "with the agent").isEqualTo(bare.comparable());
      }
      case WAITS -> assertThat(guarded.words()).as(who + "with the agent").isEqualTo("nothing");
    }
    subject.mustBeHealthy();
    // What the server itself ends without a word is nobody's drop.
    if (expectation.drops() && !shape.place().http2() && !bare.isSilence()) {
      Await.that(
          who + "the line of its drop",
          () -> DropLines.rules(log.since(mark)),
          rules -> !rules.isEmpty());
      assertThat(DropLines.rules(log.since(mark))).as(who + "lines of drops").hasSize(1);
    }
    if (expectation == Shape.Expectation.PASSES || expectation == Shape.Expectation.LATE) {
      assertThat(DropLines.rules(log.since(mark))).as(who + "lines of drops").isEmpty();
    } else {
      assertThat(Noise.without(subject.name(), shape, DropLines.others(log.since(mark))))
          .as(who + "what else is logged")
          .isEmpty();
    }
  }

  private static void mustBeDropped(String who, Shape shape, Answer guarded) {
    if (shape.place().http2()) {
      // What ends a stream or a connection in HTTP/2 is no response.
      assertThat(guarded.statuses()).as(who + "with the agent").isEmpty();
      return;
    }
    assertThat(guarded.words()).as(who + "with the agent").isEqualTo("nothing");
    assertThat(guarded.closeNotified()).as(who + "close_notify").isFalse();
    assertThat(guarded.end()).as(who + "end").isEqualTo(End.FIN);
    if (shape.place() == Place.TLS_PORT) {
      assertThat(guarded.bytes()).as(who + "bytes of TLS").isZero();
    }
  }

  private static boolean isServed(Answer answer) {
    return answer.statuses().stream().anyMatch(SERVED::contains);
  }

  @AfterAll
  static void thePageIsWhatTheRunHasSeen() throws IOException {
    if (Surroundings.servers() != null) {
      return;
    }
    if (Boolean.getBoolean("page.write")) {
      Files.createDirectories(DOCUMENTATION.getParent());
      Files.writeString(DOCUMENTATION, PAGE.text());
    }
    assertThat(DOCUMENTATION)
        .as("renew it with the command in its comment")
        .content()
        .isEqualTo(PAGE.text());
  }
}
