package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is looked at early, and what a client sees of a drop there, in every version. */
@ParameterizedClass
@MethodSource("dev.drop444.tomcat.TomcatVersion#jars")
@Timeout(60)
class EarlyDropTest {

  private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String FIN = GOOD.replace("good", "fin");
  private static final String RST = GOOD.replace("good", "rst");

  @SuppressWarnings("NullAway.Init") // by start
  static WovenTomcat tomcat;

  private final EarlyTomcat early = new EarlyTomcat(tomcat);

  EarlyDropTest(Path jar) {}

  @BeforeParameterizedClassInvocation
  static void start(Path jar, @TempDir Path base) throws Exception {
    tomcat = new WovenTomcat(jar, base, new KeyStoreFile(base).path(), "Nio");
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    tomcat.close();
  }

  @BeforeEach
  void begin() throws IOException {
    early.begin();
  }

  @AfterEach
  void nothingIsLeft() {
    Await.until(() -> tomcat.server.connections() == 2);
    assertThat(tomcat.problems).isEmpty();
    assertThat(tomcat.log.lines).isEmpty();
  }

  private static void assertDropped(int count) {
    int served = tomcat.server.served();
    Await.until(() -> tomcat.server.connections() == 2);
    assertThat(tomcat.rules.early).isNotEmpty();
    // What the kernel was late with, came to the request gate. The rest Tomcat has made nothing of.
    assertThat(tomcat.rules.early.size() + tomcat.rules.seen.size()).isEqualTo(count);
    assertThat(tomcat.rules.opened).hasSameSizeAs(tomcat.rules.seen);
    assertThat(tomcat.server.served()).isEqualTo(served);
    assertThat(tomcat.server.logged()).isEmpty();
  }

  @Test
  void endsWithFin() throws IOException {
    for (int i = 0; i < 100; i++) {
      try (Socket client = early.connect(FIN)) {
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
    }
    assertThat(tomcat.rules.early).containsOnly(FIN);
    assertDropped(100);
  }

  @Test
  void endsWithRst() throws IOException {
    for (int i = 0; i < 100; i++) {
      assertThat(early.exchange(RST)).isEqualTo(RawClient.RESET);
    }
    assertThat(tomcat.rules.early).containsOnly(RST);
    assertDropped(100);
  }

  @Test
  void seesEachConnectionWithWhatItHasSent() throws Exception {
    for (int i = 0; i < 20; i++) {
      String target = "/good" + i;
      String request = GOOD.replace("/good", target);
      assertThat(early.exchange(FIN)).isEmpty();
      tomcat.rules.early.clear();
      early.untilSeen(() -> assertThat(early.exchange(request)).endsWith("length 0"));
      assertThat(tomcat.rules.early).containsOnly(request);
      assertThat(tomcat.rules.seen).anyMatch(line -> line.startsWith("HTTP/1.1 GET " + target));
    }
  }

  @Test
  void looksAtNothingUnlessWanted() throws IOException {
    tomcat.rules.looksEarly = false;
    assertThat(early.exchange(GOOD)).endsWith("length 0");
    assertThat(tomcat.rules.early).isEmpty();
  }

  @Test
  void leavesTlsAndAjpAlone() throws IOException {
    assertThat(RawTls.exchange(tomcat.server.tlsPort(), "GET /good HTTP/1.0\r\n\r\n"))
        .endsWith("length 0");
    assertThat(RawClient.exchange(tomcat.server.tlsPort(), FIN)).startsWith("HTTP/1.1 400");
    try (AjpClient webServer = new AjpClient(tomcat.server.ajpPort())) {
      assertThat(webServer.ask("192.0.2.7", "HTTP/1.1", false, "/good", "", "Host: a"))
          .endsWith("length 0");
    }
    assertThat(tomcat.rules.early).isEmpty();
  }

  @Test
  void asksNothingOfASilentClient() throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), tomcat.server.port())) {
      client.setSoTimeout(10_000);
      Await.until(() -> tomcat.rules.opened.size() == 1);
      EarlyTomcat.send(client, GOOD);
      EarlyTomcat.answered(client, "length 0");
    }
    assertThat(early.exchange("")).isEmpty();
    assertThat(tomcat.rules.early).isEmpty();
  }

  @Test
  void leavesWhatHasALineInTheAccessLog() throws Exception {
    tomcat.rules.writesAccessLog = true;
    assertThat(early.exchange(FIN)).isEmpty();
    assertThat(tomcat.rules.early).isEmpty();
    Await.until(() -> tomcat.server.logged().contains("444 /fin"));
    tomcat.server.logs(false);
    Await.until(() -> isSeen());
    tomcat.server.logs(true);
    Await.until(() -> !isSeen());
    tomcat.rules.writesAccessLog = false;
    early.untilSeen(() -> assertThat(early.exchange(FIN)).isEmpty());
  }

  private boolean isSeen() {
    tomcat.rules.early.clear();
    try {
      return early.exchange(FIN).isEmpty() && !tomcat.rules.early.isEmpty();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
