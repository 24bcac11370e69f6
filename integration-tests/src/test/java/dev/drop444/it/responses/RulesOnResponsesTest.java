package dev.drop444.it.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.DropLines;
import dev.drop444.it.process.Rest;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that look at the status, the header, the exception, and at who wrote the page. */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class RulesOnResponsesTest {

  private static final Setup SETUP =
      Setup.agent("responses")
          .with("rule.forbidden.status", "403")
          .with("rule.forbidden.path", "**/refused")
          .with("rule.crash.exception", "*IllegalStateException")
          .with("rule.banner.error-page", "true")
          .with("rule.banner.status", "503");

  private static final Running RUNNING = new Running();

  private final Server server;

  RulesOnResponsesTest(Server server) {
    this.server = server;
  }

  static List<Server> servers() {
    List<Server> servers = new ArrayList<>(Servers.families());
    servers.add(Servers.undertowServlets());
    return servers;
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) {
    RUNNING.start(server, SETUP);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    RUNNING.stop();
  }

  @ParameterizedTest
  @EnumSource
  void aStatusOfAPath(Protocol protocol) throws IOException {
    mustBeDropped(path("/refused"), "forbidden", protocol);
    assertThat(ending("/hello", protocol)).isEqualTo("200");
  }

  @ParameterizedTest
  @EnumSource
  void anException(Protocol protocol) throws IOException {
    mustBeDropped(path("/boom"), "crash", protocol);
  }

  @ParameterizedTest
  @EnumSource
  void theServersOwnErrorPage(Protocol protocol) throws IOException {
    // Undertow has error pages for its servlets only.
    assumeFalse(server.name().startsWith("undertow-2"), "there is none");
    mustBeDropped(path("/error-page?503"), "banner", protocol);
    // The application's own.
    assertThat(ending(path("/closed"), protocol)).isEqualTo("503");
  }

  private String path(String path) {
    return server.name().startsWith("undertow-servlets") ? "/servlets" + path : path;
  }

  private static void mustBeDropped(String target, String rule, Protocol protocol)
      throws IOException {
    Rest rest = Rest.of(RUNNING.server());
    long mark = RUNNING.server().log().mark();
    assertThat(ending(target, protocol))
        .isEqualTo(protocol.http2() ? "RST_STREAM 8, next stream 200" : "closed, 0 bytes, FIN");
    rest.await();
    List<String> rules =
        Await.that(
            "the line of rule " + rule,
            () -> DropLines.rules(RUNNING.server().log().since(mark)),
            lines -> !lines.isEmpty());
    assertThat(rules).containsExactly(rule);
  }

  private static String ending(String target, Protocol protocol) throws IOException {
    return Conversation.of(Request.get(target))
        .hold(RUNNING.server(), protocol, "127.0.21.1")
        .ending();
  }
}
