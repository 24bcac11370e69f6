package dev.drop444.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.Engine;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class ExplanationTest {

  private static WrittenRequest request(String peer, String line, String... headers) {
    return WrittenRequest.of(peer, 8080, false, line, List.of(headers));
  }

  @Test
  void everyConditionIsShown() {
    Configuration configuration =
        Configurations.of(
            "preset",
            "none",
            "rule.a.path",
            "/x",
            "rule.a.method",
            "TRACE",
            "rule.b.path",
            "/x/*",
            "rule.b.not-port",
            "9000");
    Explanation explanation =
        Explanation.of(configuration, request("198.51.100.7", "GET /x/%79 HTTP/1.1"));
    assertThat(explanation)
        .hasToString(
            "request  GET /x/%79 HTTP/1.1 from 198.51.100.7\n"
                + "client   198.51.100.7: the peer itself\n"
                + "rule     a (drop): does not hold\n"
                + "         no      method=TRACE\n"
                + "         no      path=/x\n"
                + "rule     b (drop): holds, decides\n"
                + "         yes     not-port=9000\n"
                + "         yes     path=/x/*\n"
                + "decision drop by the rule b: HTTP/1 ends with FIN, HTTP/2 loses the stream\n");
  }

  @Test
  void whatOnlyTimeTellsIsSaid() {
    Configuration configuration =
        Configurations.of(
            "preset", "none",
            "rule.a.slow.head", "30s",
            "rule.b.slow.body", "500B/s",
            "rule.b.path", "/x");
    Explanation upload =
        Explanation.of(
            configuration, request("198.51.100.7", "POST /x HTTP/1.1", "Content-Length: 5"));
    assertThat(upload)
        .hasToString(
            "request  POST /x HTTP/1.1 from 198.51.100.7\n"
                + "client   198.51.100.7: the peer itself\n"
                + "rule     a (drop): is about heads that are not complete\n"
                + "         unknown slow.head=30s\n"
                + "rule     b (drop): holds once the body comes too slowly\n"
                + "         unknown slow.body=500B/s\n"
                + "         yes     path=/x\n"
                + "decision pass: no rule decides\n");
    for (String other : List.of("POST /y HTTP/1.1", "GET /x HTTP/1.1")) {
      assertThat(Explanation.of(configuration, request("198.51.100.7", other)).toString())
          .contains("rule     b (drop): does not hold\n");
    }
  }

  @Test
  void whetherThereIsOverloadIsNotKnown() {
    Configuration configuration =
        Configurations.of(
            "preset",
            "none",
            "exempt-paths",
            "/health",
            "rule.a.overload",
            "workers>90%,queue>200",
            "rule.a.not-path",
            "/checkout/**");
    Explanation shed =
        Explanation.of(configuration, request("198.51.100.7", "GET /search HTTP/1.1"));
    assertThat(shed)
        .hasToString(
            "request  GET /search HTTP/1.1 from 198.51.100.7\n"
                + "client   198.51.100.7: the peer itself\n"
                + "rule     a (drop): does not hold, but would under that overload\n"
                + "         unknown overload=workers>90%,queue>200\n"
                + "         yes     not-ip=127.0.0.0/8,::1\n"
                + "         yes     not-path=/checkout/**\n"
                + "         yes     not-exempt-paths=/health\n"
                + "decision pass: no rule decides\n");
    for (String path : List.of("/health", "/checkout/1")) {
      assertThat(Explanation.of(configuration, request("198.51.100.7", "GET " + path)).toString())
          .contains("rule     a (drop): does not hold\n")
          .contains("         no      not-");
    }
  }

  @Test
  void whatALimitCountsIsSaid() {
    Configuration configuration =
        Configurations.of(
            "preset", "none",
            "exempt-paths", "/up",
            "rule.a.path", "/x/**",
            "rule.a.rate", "5/m",
            "rule.b.requests", "9",
            "rule.b.key", "header.x-key",
            "rule.c.connections", "20");
    assertThat(Explanation.of(configuration, request("198.51.100.7", "GET /x/y HTTP/1.1")))
        .hasToString(
            "request  GET /x/y HTTP/1.1 from 198.51.100.7\n"
                + "client   198.51.100.7: the peer itself\n"
                + "rule     a (drop): holds beyond its limit\n"
                + "         yes     not-ip=127.0.0.0/8,::1\n"
                + "         yes     path=/x/**\n"
                + "         yes     not-exempt-paths=/up\n"
                + "         limit   rate=5/m,burst=5,key=client\n"
                + "rule     b (drop): does not hold\n"
                + "         yes     not-ip=127.0.0.0/8,::1\n"
                + "         yes     not-exempt-paths=/up\n"
                + "         unknown requests=9,key=header.x-key\n"
                + "rule     c (drop): holds beyond its limit\n"
                + "         limit   connections=20\n"
                + "         yes     not-ip=127.0.0.0/8,::1\n"
                + "decision pass within the limits of a, c\n");
    assertThat(Explanation.of(configuration, request("127.0.0.1", "GET /x/y HTTP/1.1")).toString())
        .endsWith("decision pass: no rule decides\n");
    assertThat(
            Explanation.of(configuration, request("198.51.100.7", "GET /up HTTP/1.1")).toString())
        .endsWith("decision pass within the limits of c\n");
  }

  @Test
  void whatStandsAgainstADropIsSaid() {
    String[][] table = {
      {"mode", "monitor", "would drop by the rule scanners"},
      {"enforce", "0%", "the client is not in the share of enforce"},
      {"allow", "198.51.100.0/24", "the client is in drop444.allow"},
      {"mode", "off", "drop444.mode=off"},
      {"rule.a.action", "allow", "the rule a allows it"},
    };
    for (String[] row : table) {
      Configuration configuration = Configurations.of("rule.a.path", "/a", row[0], row[1]);
      Explanation explanation =
          Explanation.of(
              configuration,
              request(
                  "198.51.100.7",
                  "GET /" + (row[0].startsWith("rule") ? "a" : "") + " HTTP/1.1",
                  "User-Agent: sqlmap",
                  "X-Forwarded-For: 192.0.2.1"));
      assertThat(explanation.toString()).as(row[0]).contains("decision pass").contains(row[2]);
      assertThat(explanation.drops()).isFalse();
    }
  }

  @Test
  void aProxyIsToldAndNotClosedOn() {
    String[][] table = {
      {"444", "decision answer the proxy with a bare 444 in place of drop by the rule scanners"},
      {"close", "decision drop by the rule scanners"},
    };
    for (String[] row : table) {
      Configuration configuration =
          Configurations.of("trusted-proxies", "198.51.100.7", "proxy.signal", row[0]);
      WrittenRequest request = request("198.51.100.7", "GET / HTTP/1.1", "User-Agent: sqlmap");
      assertThat(Explanation.of(configuration, request).toString()).contains(row[1]);
    }
  }

  @Test
  void rulesOnTheResponseWaitForIt() {
    Configuration configuration = Configurations.of();
    WrittenRequest request = request("198.51.100.7", "GET /.env HTTP/1.1");
    Explanation before = Explanation.of(configuration, request);
    assertThat(before.toString())
        .contains("rule     probes (drop): is tried on the response")
        .contains("rule     repeat (ban): counts what other rules hit, and acts at 5 times within")
        .contains("decision pass: no rule decides");
    Explanation found = Explanation.of(configuration, request, new WrittenResponse(200));
    assertThat(found.drops()).isFalse();
    Explanation missing = Explanation.of(configuration, request, new WrittenResponse(404));
    assertThat(missing.decider()).isEqualTo("probes");
    assertThat(missing.drops()).isTrue();
    Explanation asked = Explanation.of(configuration, request, new WrittenResponse(444));
    assertThat(asked.decider()).isEqualTo("app-signal");
    assertThat(asked.drops()).isTrue();
  }

  @Test
  void aRuleThatCountsDoesNotDecideAtOnce() {
    Configuration configuration = Configurations.of("rule.a.path", "/a", "rule.a.maxretry", "3");
    Explanation explanation =
        Explanation.of(configuration, request("198.51.100.7", "GET /a HTTP/1.1"));
    assertThat(explanation.drops()).isFalse();
    assertThat(explanation.toString()).contains("rule     a (drop): holds, and acts at 3 times");
  }

  /** An explanation that is wrong is worse than none: it must say what the engine does. */
  @Test
  void agreesWithTheEngine() {
    String[][] configurations = {
      {},
      {"mode", "monitor"},
      {"enforce", "50%"},
      {"deny", "198.51.100.0/24,10.0.0.0/8", "allow", "198.51.100.9"},
      {"trusted-proxies", "203.0.113.1", "deny", "198.51.100.7"},
      {"preset", "strict", "rule.a.path", "/ok/**", "rule.a.action", "allow"},
      {"rule.b.not-ip", "198.51.100.0/24", "rule.b.action", "ban"},
    };
    for (String[] settings : configurations) {
      Configuration configuration = Configurations.of(settings);
      for (String peer : List.of("198.51.100.7", "198.51.100.9", "10.0.0.1", "203.0.113.1")) {
        for (String path : List.of("/", "/ok/x#y", "/%zz")) {
          for (String agent : List.of("curl/8.0", "sqlmap/1.8")) {
            for (String extra : List.of("Accept: */*", "X-Forwarded-For: 198.51.100.7")) {
              WrittenRequest request = request(peer, "GET " + path, "User-Agent: " + agent, extra);
              Explanation explanation = Explanation.of(configuration, request);
              try (Engine engine = Engine.start(configuration, () -> NOPLogger.NOP_LOGGER)) {
                Verdict verdict = engine.gates("test").request(request);
                assertThat(verdict.drops()).as("%s", explanation).isEqualTo(explanation.drops());
                if (verdict.drops()) {
                  assertThat(verdict.rule()).isEqualTo(explanation.decider());
                }
              }
            }
          }
        }
      }
    }
  }

  @Test
  void whatIsNoRequestIsRefused() {
    assertThatThrownBy(() -> request("example.com", "GET /"))
        .hasMessage("expected an IPv4 or IPv6 address, not example.com");
    assertThatThrownBy(() -> request("::1", "GET")).hasMessageContaining("a request line such as");
    assertThatThrownBy(() -> request("::1", "GET /", "x")).hasMessageContaining("a header such as");
  }
}
