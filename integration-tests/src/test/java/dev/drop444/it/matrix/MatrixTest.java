package dev.drop444.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Conversation.Seen;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Response;
import dev.drop444.it.wire.TlsWire;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the table of {@link Cases} against every server, over every protocol. */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class MatrixTest {

  private static @Nullable Fleet running;

  private final Server server;

  MatrixTest(Server server) {
    this.server = server;
  }

  static List<Server> servers() {
    return Servers.all();
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) {
    running = new Fleet(server);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    fleet().close();
  }

  private static Fleet fleet() {
    if (running == null) {
      throw new IllegalStateException("No server is running");
    }
    return running;
  }

  @TestFactory
  Stream<DynamicNode> good() {
    return overProtocols(Cases.GOOD);
  }

  @TestFactory
  Stream<DynamicNode> wire() {
    return overProtocols(Cases.WIRE);
  }

  @TestFactory
  Stream<DynamicNode> rules() {
    return whatConfigurationDoes(Cases.RULES);
  }

  @TestFactory
  Stream<DynamicNode> modes() {
    return whatConfigurationDoes(Cases.MODES);
  }

  /** Does not depend on how the server is packed. */
  private Stream<DynamicNode> whatConfigurationDoes(List<Case> cases) {
    return Servers.chosen() || !server.standalone() ? overProtocols(cases) : Stream.empty();
  }

  private Stream<DynamicNode> overProtocols(List<Case> cases) {
    return Arrays.stream(Protocol.values())
        .map(
            protocol ->
                dynamicContainer(
                    protocol.toString(),
                    cases.stream()
                        .filter(line -> line.protocols().contains(protocol))
                        .map(line -> test(protocol + ", " + line, () -> run(line, protocol)))));
  }

  /** A test whose failure says where in the matrix it is, which the build's report does not. */
  private DynamicTest test(String name, Executable body) {
    return dynamicTest(
        name,
        () -> {
          try {
            body.execute();
          } catch (AssertionError | Exception e) {
            throw new AssertionError(server + ", " + name + ": " + e.getMessage(), e);
          }
        });
  }

  private void run(Case written, Protocol protocol) {
    Conversation conversation = written.conversation();
    Seen bare = fleet().under(Setup.BARE).hold(conversation, protocol, written.from());
    Response answer = bare.response();
    assertThat(answer).as("without the agent, the answer").isNotNull();
    boolean refused = answer != null && answer.status() == 400;
    Case line = refused && !isJudgedFirst(written) ? written.malformed() : written;

    Subject subject = fleet().under(line.setup());
    Subject.Books books = subject.open();
    Seen seen = subject.hold(conversation, protocol, line.from());
    assertThat(seen.ending()).isEqualTo(server.ending(line.outcome().over(protocol)));
    assertThat(comparable(seen.before())).isEqualTo(comparable(bare.before()));
    if (line.outcome().isAnswer() && line.steady()) {
      assertThat(comparable(seen.response())).isEqualTo(comparable(bare.response()));
    }
    books.mustShow(answers(line, protocol), line.rule(), line.steady());
  }

  /** Before Jetty 12, rules are asked before Jetty looks at a target. */
  private boolean isJudgedFirst(Case written) {
    return server.name().matches("(standalone-)?jetty-(jpms-)?(9|10|11)\\..*")
        && written.outcome() == Outcome.DROPPED
        && !written.served();
  }

  /** How many requests of a case the application is to see. */
  private static long answers(Case line, Protocol protocol) {
    long answers = line.conversation().before().size();
    if (line.served()) {
      answers++;
    }
    if (line.outcome().over(protocol).endsWith("next stream 200")) {
      answers++;
    }
    return answers;
  }

  private static List<String> comparable(List<Response> responses) {
    return responses.stream().map(Response::comparable).collect(Collectors.toList());
  }

  private static @Nullable String comparable(@Nullable Response response) {
    return response == null ? null : response.comparable();
  }

  /** The same requests where HTTP/2 began as an upgrade of HTTP/1.1. */
  @TestFactory
  Stream<DynamicTest> upgraded() {
    return Stream.concat(Cases.GOOD.stream(), Cases.WIRE.stream())
        .filter(MatrixTest::runsUpgraded)
        .filter(line -> !mayBeResetByJetty(line))
        .map(line -> test("h2 by upgrade, " + line, () -> runUpgraded(line)));
  }

  /** Jetty 12.1.12 resets some of its own error pages there, with or without an agent. */
  private boolean mayBeResetByJetty(Case line) {
    return server.name().matches("standalone-jetty-(jpms-)?12\\.1\\.12")
        && (line.outcome() == Outcome.UNAVAILABLE || line.outcome() == Outcome.FAILED);
  }

  /** Not with a body: Tomcat may lose the end of a connection's second request. */
  static boolean runsUpgraded(Case line) {
    return line.protocols().contains(Protocol.H2)
        && line.conversation().request().length() == 0
        && line.conversation().before().stream().allMatch(each -> each.length() == 0);
  }

  private void runUpgraded(Case line) throws IOException {
    ServerProcess bare = fleet().under(Setup.BARE).process();
    Subject subject = fleet().under(line.setup());
    Subject.Books books = subject.open();
    Seen seen = line.conversation().holdAfterUpgrade(subject.process(), line.from());
    assertThat(seen.ending()).isEqualTo(server.ending(line.outcome().over(Protocol.H2)));
    if (line.outcome().isAnswer() && line.steady()) {
      assertThat(comparable(seen.response()))
          .isEqualTo(
              comparable(line.conversation().holdAfterUpgrade(bare, line.from()).response()));
    }
    // As in the case of a second request: Jetty may not be done with the upgrade's own answer.
    boolean quiet = line.steady() && !line.outcome().endsConnection(Protocol.H2);
    books.mustShow(1 + answers(line, Protocol.H2), line.rule(), quiet);
  }

  /** Peers that are closed on before TLS and before a byte is read. */
  @TestFactory
  Stream<DynamicTest> refused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Protocol protocol : List.of(Protocol.HTTP1, Protocol.HTTP1_TLS)) {
      tests.add(refused(protocol, Configurations.ENFORCE, Configurations.DENIED, reset()));
      tests.add(refused(protocol, Configurations.ENFORCE, Configurations.REFUSED_BY_RULE, reset()));
      if (!server.standalone()) {
        tests.add(refused(protocol, Configurations.TURNED, Configurations.DENIED, End.FIN));
      }
    }
    tests.add(test("TLS before ServerHello", this::refusedBeforeServerHello));
    return tests.stream();
  }

  private End reset() {
    return server.resets() ? End.RST : End.FIN;
  }

  private DynamicTest refused(Protocol protocol, Setup setup, String from, End end) {
    return test(
        setup + ": " + from + " at the port of " + protocol + ", " + end,
        () -> {
          Subject subject = fleet().under(setup);
          Subject.Books books = subject.open();
          // Silent, because a byte that is on its way already turns FIN into RST.
          try (Wire wire = Wire.plain(from, protocol.port(subject.process()))) {
            wire.receiveAll();
            assertThat(wire.end()).isEqualTo(end);
            assertThat(wire.bytes()).isZero();
          }
          subject.awaitRest();
          assertThat(books.others()).isEmpty();
        });
  }

  private void refusedBeforeServerHello() throws IOException {
    Subject subject = fleet().under(Configurations.ENFORCE);
    try (TlsWire wire =
        new TlsWire(Configurations.DENIED, subject.process().tlsPort(), "http/1.1")) {
      assertThat(wire.established()).isFalse();
      assertThat(wire.bytes()).isZero();
      // A ClientHello that is on its way turns a FIN into RST (RFC 1122, section 4.2.2.13).
      assertThat(wire.end()).isIn(reset(), End.RST);
    }
    subject.awaitRest();
  }

  /** A ban: the request is dropped, in HTTP/2 with its connection, and the next is refused. */
  @TestFactory
  Stream<DynamicTest> banned() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      String from = "127.0.2." + (1 + tests.size());
      tests.add(test("ban, " + protocol, () -> banned(protocol, from)));
    }
    return tests.stream();
  }

  private void banned(Protocol protocol, String from) throws IOException {
    Subject subject = fleet().under(Configurations.ENFORCE);
    Subject.Books books = subject.open();
    Request request = Request.get("/hello").with("X-Rule", "ban");
    Seen seen = subject.hold(Conversation.of(request), protocol, from);
    assertThat(seen.ending()).isEqualTo(Outcome.CLOSED.over(protocol));
    books.mustShow(0, "ban", true);
    try (Wire wire = Wire.plain(from, protocol.port(subject.process()))) {
      wire.receiveAll();
      assertThat(wire.end()).isEqualTo(reset());
      assertThat(wire.bytes()).isZero();
    }
    subject.awaitRest();
    subject.greet(protocol);
  }
}
