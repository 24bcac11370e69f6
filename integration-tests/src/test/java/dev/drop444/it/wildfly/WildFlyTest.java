package dev.drop444.it.wildfly;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.attach.Operator;
import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.DropLines;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.WildFly;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A recent WildFly and an older one of long life. Each is a download of more than 200 MB and takes
 * its time to start, so only who asks for it runs this.
 */
@EnabledIfSystemProperty(named = "drop444.test.whole", matches = "true")
class WildFlyTest {

  /** From where {@code jboss-cli} comes. */
  private static final String DENIED = "127.0.0.1";

  private static final Request SCAN = Request.get("/").with("User-Agent", "sqlmap/1.8");

  private static final Setup SETUP =
      Setup.agent("wildfly")
          .with("spare-loopback", "false")
          .with("deny", DENIED)
          .with("rule.trap.path", "/trap")
          .with("rule.trap.action", "ban");

  /** The names of its log manager and its MBean server, and whether that is WildFly's. */
  private static final String PAGE =
      """
      <%@page contentType="text/plain" import="java.lang.management.ManagementFactory"%>
      <%=java.util.logging.LogManager.getLogManager().getClass().getName()%>
      <%=ManagementFactory.getPlatformMBeanServer().getClass().getName()%>
      managed: <%=ManagementFactory.getPlatformMBeanServer().isRegistered(
          new javax.management.ObjectName("jboss.as:management-root=server"))%>
      """;

  static List<String> versions() {
    return List.of("39.0.1.Final", "26.1.3.Final");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void isGuardedAndOtherwiseAsEver(String version) throws Exception {
    try (WildFly wildfly = WildFly.start(version, SETUP, PAGE)) {
      assertThat(wildfly.log().all())
          .contains("guards Undertow ")
          .contains("guards XNIO 3.8.")
          .contains("WFLYSRV0025")
          .doesNotContain("level=warn", "level=error", " ERROR ", "WFLYLOG0078");
      assertThat(wildfly.serverLog().all()).as("its own log").contains("WFLYSRV0025");
      assertIsItself(wildfly);

      long mark = wildfly.log().mark();
      Caller visitor = new Caller("127.0.60.1", wildfly.plainPort());
      assertThat(visitor.get("/")).isEqualTo("200");
      assertThat(visitor.get("/none")).isEqualTo("404");
      Caller scanner = new Caller("127.0.60.2", wildfly.plainPort());
      assertThat(scanner.ask(SCAN)).isEqualTo(SILENCE);
      assertThat(scanner.get("/.env")).isEqualTo(SILENCE);
      Caller trapped = new Caller("127.0.60.3", wildfly.plainPort());
      assertThat(trapped.get("/trap")).isEqualTo(SILENCE);
      assertThat(trapped.refusal()).isEqualTo(End.RST);
      assertThat(visitor.get("/")).isEqualTo("200");
      for (Protocol protocol : Protocol.values()) {
        int port = protocol.secure() ? wildfly.tlsPort() : wildfly.plainPort();
        String from = "127.0.60.4";
        assertThat(Conversation.of(Request.get("/")).hold(port, protocol, from).ending())
            .as(protocol.toString())
            .isEqualTo("200");
        assertThat(Conversation.of(SCAN).hold(port, protocol, from).ending())
            .as(protocol.toString())
            .startsWith(protocol.http2() ? "RST_STREAM 8, next stream " : "closed, 0 bytes, FIN");
      }
      Await.that(
          "lines of " + wildfly.log().file(),
          () -> DropLines.rules(withoutColours(wildfly.log().since(mark))),
          List.of(
                  "scanners",
                  "probes",
                  "trap",
                  "trap",
                  "scanners",
                  "scanners",
                  "scanners",
                  "scanners")
              ::equals);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void itsManagementInterfaceIsLeftAlone(String version) throws Exception {
    try (WildFly wildfly = WildFly.start(version, SETUP, PAGE)) {
      assertThat(new Caller(DENIED, wildfly.plainPort()).refusal()).isEqualTo(End.RST);
      assertThat(new Caller(DENIED, wildfly.managementPort()).get("/")).isEqualTo("302");
      Caller banned = new Caller("127.0.60.3", wildfly.plainPort());
      assertThat(banned.get("/trap")).isEqualTo(SILENCE);
      assertThat(banned.refusal()).isEqualTo(End.RST);
      Caller administrator = new Caller("127.0.60.3", wildfly.managementPort());
      assertThat(administrator.get("/")).isEqualTo("302");
      assertThat(administrator.ask(SCAN)).isEqualTo("302");
      assertThat(administrator.get("/.env")).isNotEqualTo(SILENCE);
      assertThat(wildfly.cli(":read-attribute(name=server-state)")).contains("\"running\"");
      assertThat(wildfly.log().all()).contains("management interface is left alone");
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void drop444ComesAndGoesWhileItRuns(String version) throws Exception {
    try (WildFly wildfly = WildFly.start(version, Setup.BARE.named("attach"), PAGE)) {
      Caller visitor = new Caller("127.0.60.1", wildfly.plainPort());
      Caller scanner = new Caller("127.0.60.2", wildfly.plainPort());
      assertThat(scanner.ask(SCAN)).isEqualTo("200");
      long mark = wildfly.log().mark();
      long serverMark = wildfly.serverLog().mark();
      for (int round = 1; round <= 2; round++) {
        Operator.withAgent().attaches(wildfly.pid(), "deny=" + DENIED);
        assertThat(scanner.ask(SCAN)).as("round " + round).isEqualTo(SILENCE);
        assertThat(new Caller(DENIED, wildfly.plainPort()).refusal()).isEqualTo(End.RST);
        assertThat(visitor.get("/")).isEqualTo("200");
        assertIsItself(wildfly);
        Operator.withAgent().detaches(wildfly.pid());
        assertThat(scanner.ask(SCAN)).as("round " + round).isEqualTo("200");
        assertIsItself(wildfly);
      }
      Await.that(
          "nothing of ours on the heap", () -> Operator.remains(wildfly.pid()), Set::isEmpty);
      assertThat(wildfly.log().since(mark)).noneMatch(WildFlyTest::isTrouble);
      assertThat(wildfly.serverLog().since(serverMark)).noneMatch(WildFlyTest::isTrouble);
    }
  }

  /** WildFly colours its console, and what of that is meant for its next line is on ours. */
  private static List<String> withoutColours(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
  }

  private static boolean isTrouble(String line) {
    return line.contains(" WARN ")
        || line.contains(" ERROR ")
        || line.contains("level=warn")
        || line.contains("level=error");
  }

  private static void assertIsItself(WildFly wildfly) throws Exception {
    assertThat(page(wildfly))
        .contains("200 OK", "org.jboss.logmanager.LogManager", "managed: true")
        .contains("org.jboss.as.jmx.PluggableMBeanServerImpl");
    assertThat(new Caller(DENIED, wildfly.managementPort()).get("/")).isEqualTo("302");
  }

  private static String page(WildFly wildfly) throws Exception {
    try (Wire wire = Wire.plain("127.0.60.1", wildfly.plainPort())) {
      wire.send(
          "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      return new String(wire.receiveAll(), StandardCharsets.ISO_8859_1);
    }
  }
}
