package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that a web server passes on by AJP, in every version. */
@ParameterizedClass
@MethodSource("dev.drop444.tomcat.TomcatVersion#connectors")
class AjpTest {

  private static final String CLIENT = "192.0.2.7";

  @SuppressWarnings("NullAway.Init") // by start
  static WovenTomcat tomcat;

  @SuppressWarnings("NullAway.Init") // by connect
  private AjpClient webServer;

  AjpTest(Path jar, String channels) {}

  @BeforeParameterizedClassInvocation
  static void start(Path jar, String channels, @TempDir Path base) throws Exception {
    tomcat = new WovenTomcat(jar, base, null, channels);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    tomcat.close();
  }

  @BeforeEach
  void connect() throws IOException {
    tomcat.forget();
    // Whoever comes by HTTP would be refused.
    tomcat.rules.accept = AcceptVerdict.RST;
    webServer = new AjpClient(tomcat.server.ajpPort());
  }

  /** Whatever was asked before, and on the same connection. */
  @AfterEach
  void theConnectionLivesOn() throws IOException {
    tomcat.rules.responseVerdict = Verdict.PASS;
    assertThat(webServer.ask(CLIENT, "HTTP/1.1", false, "/good", "", "Host: a"))
        .startsWith("200")
        .endsWith("length 0");
    webServer.close();
    assertThat(tomcat.rules.opened).isEmpty();
    assertThat(tomcat.rules.refused).isEmpty();
    assertThat(tomcat.problems).isEmpty();
    assertThat(tomcat.log.lines).isEmpty();
  }

  @Test
  void whatPassesIsAsEver() throws IOException {
    assertThat(
            webServer.ask(
                CLIENT, "HTTP/1.1", false, "/a%62?c=d", "hello", "Host: example.org", "X-Tag: 1"))
        .startsWith("200")
        .endsWith("length 5");
    assertThat(tomcat.rules.seen)
        .containsExactly("HTTP/1.1 POST /a%62?c=d example.org 1 null null /127.0.0.1 plain");
    assertThat(tomcat.rules.forwardedFor).isEqualTo(CLIENT);
    assertThat(tomcat.rules.fields)
        .containsExactly("Host: example.org", "X-Tag: 1", "Content-Length: 5");
    assertThat(tomcat.rules.responses).hasSize(1).allMatch(line -> line.startsWith("200 /a%62"));
    webServer.ask("", "HTTP/2.0", true, "/", "", "Host: a");
    assertThat(tomcat.rules.seen.get(1)).startsWith("HTTP/2 GET / a ").endsWith(" secure");
    assertThat(tomcat.rules.forwardedFor).isEmpty();
  }

  @Test
  void aBareAnswerInPlaceOfTheRequest() throws IOException {
    int served = tomcat.server.served();
    for (String body : new String[] {"", "hello"}) {
      assertThat(webServer.ask(CLIENT, "HTTP/1.1", false, "/limit", body, "Host: a"))
          .containsExactlyInAnyOrder("429", "Retry-After: 7", "Content-Length: 0", "");
    }
    assertThat(tomcat.server.served()).isEqualTo(served);
    // The line is written when the answer is on its way.
    Await.until(() -> tomcat.server.logged().stream().filter("429 /limit"::equals).count() == 2);
  }

  @Test
  void aBareAnswerInPlaceOfTheResponse() throws IOException {
    for (String path :
        new String[] {"/status/404", "/error/404", "/large/200", "/async/200", "/dispatch/403"}) {
      tomcat.rules.responseVerdict = Rules.LIMIT;
      assertThat(webServer.ask(CLIENT, "HTTP/1.1", false, path, "", "Host: a"))
          .as(path)
          .containsExactlyInAnyOrder("429", "Retry-After: 7", "Content-Length: 0", "");
    }
  }

  /** Gates do not say it, and the connection would be the web server's. */
  @Test
  void nothingIsDropped() throws IOException {
    assertThat(webServer.ask(CLIENT, "HTTP/1.1", false, "/fin", "", "Host: a")).startsWith("200");
    tomcat.rules.responseVerdict = Rules.RST;
    assertThat(webServer.ask(CLIENT, "HTTP/1.1", false, "/status/404", "", "Host: a"))
        .startsWith("404");
  }

  @Test
  void whatTomcatRefusesIsAnswered() throws IOException {
    tomcat.rules.malformed = Rules.FIN;
    assertThat(webServer.ask(CLIENT, "HTTP/2.0", false, "/%zz", "", "Host: a")).startsWith("400");
    try (AjpClient another = new AjpClient(tomcat.server.ajpPort())) {
      assertThat(another.ask(CLIENT, "HTTP/1.1", false, "/", "", "Host: a b"))
          .startsWith("400")
          .endsWith("closed");
    }
    // Tomcat says so the first time.
    tomcat.log.lines.removeIf(line -> line.contains("The host [a b] is not valid"));
  }

  @Test
  void theEndIsTold() throws IOException {
    tomcat.rules.watchesRequests = true;
    webServer.ask(CLIENT, "HTTP/1.1", false, "/read", "hello", "Host: a");
    webServer.ask(CLIENT, "HTTP/1.1", false, "/async/200", "", "Host: a");
    Await.until(() -> tomcat.rules.watched.stream().allMatch(Rules.Watched::isOver));
    assertThat(tomcat.rules.watched).hasSize(2).allMatch(each -> each.completions.get() == 1);
    tomcat.rules.watchesRequests = false;
  }
}
