package dev.drop444.it.wildfly;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.DropLines;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.WildFly;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A recent WildFly and an older one of long life. Each is a download of more than 200 MB and takes
 * its time to start, so only who asks for it runs this.
 */
@EnabledIfSystemProperty(named = "drop444.test.whole", matches = "true")
class WildFlyTest {

  private static final Setup SETUP =
      Setup.agent("wildfly")
          .with("spare-loopback", "false")
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

  @ParameterizedTest
  @ValueSource(strings = {"39.0.1.Final", "26.1.3.Final"})
  void isGuardedAndOtherwiseAsEver(String version) throws Exception {
    try (WildFly wildfly = WildFly.start(version, SETUP, PAGE)) {
      assertThat(wildfly.log().all())
          .contains("guards Undertow ")
          .contains("guards XNIO 3.8.")
          .contains("WFLYSRV0025")
          .doesNotContain("level=warn", "level=error", " ERROR ", "WFLYLOG0078");
      assertThat(wildfly.serverLog().all()).as("its own log").contains("WFLYSRV0025");
      assertThat(page(wildfly))
          .contains("200 OK", "org.jboss.logmanager.LogManager", "managed: true")
          .contains("org.jboss.as.jmx.PluggableMBeanServerImpl");

      long mark = wildfly.log().mark();
      Caller visitor = new Caller("127.0.60.1", wildfly.port());
      assertThat(visitor.get("/")).isEqualTo("200");
      assertThat(visitor.get("/none")).isEqualTo("404");
      Caller scanner = new Caller("127.0.60.2", wildfly.port());
      assertThat(scanner.ask(Request.get("/").with("User-Agent", "sqlmap/1.8"))).isEqualTo(SILENCE);
      assertThat(scanner.get("/.env")).isEqualTo(SILENCE);
      Caller trapped = new Caller("127.0.60.3", wildfly.port());
      assertThat(trapped.get("/trap")).isEqualTo(SILENCE);
      assertThat(trapped.refusal()).isEqualTo(End.RST);
      assertThat(visitor.get("/")).isEqualTo("200");
      Await.that(
          "lines of " + wildfly.log().file(),
          () -> DropLines.rules(wildfly.log().since(mark)),
          List.of("scanners", "probes", "trap", "trap")::equals);
    }
  }

  private static String page(WildFly wildfly) throws Exception {
    try (Wire wire = Wire.plain("127.0.60.1", wildfly.port())) {
      wire.send(
          "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      return new String(wire.receiveAll(), StandardCharsets.ISO_8859_1);
    }
  }
}
