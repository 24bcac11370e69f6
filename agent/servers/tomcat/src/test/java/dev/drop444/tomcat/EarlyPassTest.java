package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.tomcat.Rules.Opened;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** That what the early look lets pass is served as ever, in every version. */
@ParameterizedClass
@MethodSource("dev.drop444.tomcat.TomcatVersion#jars")
@Timeout(60)
class EarlyPassTest {

  private static final String GOOD = EarlyShapes.GOOD;
  private static final String LAST = EarlyShapes.LAST;
  private static final String POST = EarlyShapes.POST;
  private static final String CHUNKED = EarlyShapes.CHUNKED;

  @SuppressWarnings("NullAway.Init") // by start
  static WovenTomcat tomcat;

  private final EarlyTomcat early = new EarlyTomcat(tomcat);

  EarlyPassTest(Path jar) {}

  @BeforeParameterizedClassInvocation
  static void start(Path jar, @TempDir Path base) throws Exception {
    tomcat = new WovenTomcat(jar, base, null, "Nio");
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
    Await.until(() -> tomcat.server.connections() == 1);
    assertThat(tomcat.problems).isEmpty();
  }

  @Test
  void answersAllShapesTheSame() throws Exception {
    for (Map.Entry<String, String> shape : EarlyShapes.all().entrySet()) {
      tomcat.forget();
      String asEver = withoutDate(early.exchange(shape.getValue()));
      assertThat(tomcat.rules.early).isEmpty();
      List<String> refused = List.copyOf(tomcat.rules.refused);
      tomcat.rules.looksEarly = true;
      tomcat.rules.writesAccessLog = false;
      early.untilSeen(
          () -> {
            tomcat.rules.refused.clear();
            assertThat(withoutDate(early.exchange(shape.getValue())))
                .as(shape.getKey())
                .isEqualTo(asEver);
          });
      assertThat(tomcat.rules.refused).as(shape.getKey()).isEqualTo(refused);
    }
    // Of what is refused.
    tomcat.log.lines.clear();
  }

  private static String withoutDate(String answer) {
    String undated = answer.replaceAll("(?i)date: [^\r]*", "");
    // Where in Tomcat it happened depends on how much was read at once.
    return undated.contains("<pre>")
        ? undated.replaceAll("(?s)<pre>.*</pre>|Content-Length: \\d*", "")
        : undated;
  }

  @Test
  void waitsForTheRestOfAHead() throws Exception {
    for (String part : List.of("G", "GET /go", "GET /good HTTP/1.1\r\n", "\r\nGET /")) {
      String rest = (part.startsWith("\r\n") ? "\r\n" + GOOD : GOOD).substring(part.length());
      tomcat.rules.early.clear();
      early.untilSeen(
          () -> {
            tomcat.rules.opened.clear();
            try (Socket client = early.connect(part)) {
              Await.until(() -> headsIncomplete() == 1);
              EarlyTomcat.send(client, rest);
              EarlyTomcat.answered(client, "length 0");
              EarlyTomcat.send(client, "GET /go");
              Await.until(() -> headsIncomplete() == 2);
              EarlyTomcat.send(client, "od HTTP/1.1\r\nHost: a\r\n\r\n" + LAST);
              EarlyTomcat.answered(client, "length 0");
              EarlyTomcat.answered(client, "length 0");
              assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
          });
      assertThat(tomcat.rules.early).containsOnly(part);
    }
  }

  private static long headsIncomplete() {
    return tomcat.rules.opened.stream().mapToLong(each -> each.told.size()).sum();
  }

  @Test
  void waitsForTheRestOfABody() throws Exception {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(POST, "0123456789");
    parts.put(POST + "0", "123456789");
    parts.put(CHUNKED, "a\r\n0123456789\r\n0\r\n\r\n");
    parts.put(CHUNKED + "a\r\n012345678", "9\r\n0\r\n\r\n");
    for (Map.Entry<String, String> part : parts.entrySet()) {
      tomcat.rules.early.clear();
      early.untilSeen(
          () -> {
            tomcat.server.told().clear();
            try (Socket client = early.connect(part.getKey())) {
              Await.until(() -> tomcat.server.told().contains("reading"));
              EarlyTomcat.send(client, part.getValue() + GOOD);
              EarlyTomcat.answered(client, "length 0");
              assertThat(tomcat.server.told()).containsExactly("reading", "read 10");
            }
          });
      assertThat(tomcat.rules.early).containsOnly(part.getKey());
    }
  }

  @Test
  void tellsAListenerOfTheRestOfABody() throws Exception {
    early.untilSeen(
        () -> {
          tomcat.server.told().clear();
          try (Socket client = early.connect(POST.replace("/read", "/listen") + "0")) {
            Await.until(() -> tomcat.server.told().contains("listening"));
            EarlyTomcat.send(client, "123456789" + GOOD);
            EarlyTomcat.answered(client, "length 10");
            EarlyTomcat.answered(client, "length 0");
          }
        });
  }

  @Test
  void keepsTheConnectionAlive() throws Exception {
    early.untilSeen(
        () -> {
          try (Socket client = early.connect(GOOD)) {
            for (int i = 0; i < 3; i++) {
              EarlyTomcat.answered(client, "length 0");
              EarlyTomcat.send(client, GOOD);
            }
            EarlyTomcat.answered(client, "length 0");
          }
        });
    assertThat(tomcat.rules.early).containsOnly(GOOD);
  }

  @Test
  void letsAClientGo() throws Exception {
    for (String first : List.of("G", GOOD, POST)) {
      tomcat.rules.early.clear();
      early.untilSeen(
          () -> {
            tomcat.rules.opened.clear();
            early.connect(first).close();
            Await.until(() -> tomcat.rules.opened.size() > 0);
            Await.until(() -> tomcat.rules.opened.stream().allMatch(Opened::isClosed));
          });
    }
  }

  @Test
  void speaksHttp2() throws Exception {
    early.untilSeen(
        () -> {
          CountDownLatch written = new CountDownLatch(1);
          tomcat.rules.written = written;
          try (Http2Client client = new Http2Client(tomcat.server.port())) {
            client.head(1, "GET", "/good", true);
            client.head(3, "POST", "/good", false);
            written.countDown();
            assertThat(client.next()).isEqualTo("HEADERS 1");
            client.data(3, 5, true);
            List<String> frames = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
              frames.add(client.next());
            }
            assertThat(frames)
                .containsExactlyInAnyOrder("DATA 1 length 0", "HEADERS 3", "DATA 3 length 5");
          }
        });
    assertThat(tomcat.rules.early).allMatch(each -> each.startsWith("PRI * HTTP/2.0\r\n"));
    tomcat.rules.early.clear();
    early.untilSeen(
        () -> {
          try (Socket client =
              early.connect(
                  "GET /good HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                      + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n")) {
            EarlyTomcat.answered(client, "Upgrade: h2c\r\n");
          }
        });
  }

  @Test
  void servesManyAtOnce() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(4);
    List<Future<?>> all = new ArrayList<>();
    tomcat.rules.written = new CountDownLatch(0);
    for (int i = 0; i < 4; i++) {
      all.add(clients.submit(() -> ask(200)));
    }
    for (Future<?> each : all) {
      each.get();
    }
    clients.shutdown();
    assertThat(tomcat.rules.early).isNotEmpty();
  }

  private static Void ask(int times) throws IOException {
    int port = tomcat.server.port();
    for (int i = 0; i < times; i++) {
      assertThat(RawClient.exchange(port, GOOD + LAST)).contains("length 0HTTP").endsWith("th 0");
      assertThat(RawClient.exchange(port, GOOD.replace("/good", "/fin"))).isEmpty();
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client.setSoTimeout(10_000);
        EarlyTomcat.send(client, POST.replace("/read", "/length") + "0123");
        EarlyTomcat.send(client, "456789" + LAST);
        EarlyTomcat.answered(client, "length 10");
        EarlyTomcat.answered(client, "length 0");
      }
    }
    return null;
  }
}
