package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of responses over HTTP/2, version by version. */
@ParameterizedClass
@MethodSource("versions")
@Timeout(60)
class Http2ResponseTest {

  @SuppressWarnings("NullAway.Init") // by start
  static WovenTomcat tomcat;

  Http2ResponseTest(Path jar) {}

  /**
   * All but 11.0.0, which leaves one asynchronous request in ten unanswered if it is the first of
   * its connection: 8 of 67 and 8 of 52 in two runs without any advice.
   */
  static List<Path> versions() throws IOException {
    return TomcatVersion.jars().stream()
        .filter(jar -> !jar.toString().endsWith("-11.0.0.jar"))
        .collect(Collectors.toList());
  }

  @BeforeParameterizedClassInvocation
  static void start(Path jar, @TempDir Path base) throws Exception {
    tomcat = new WovenTomcat(jar, base, new KeyStoreFile(base).path());
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    tomcat.close();
  }

  @BeforeEach
  void forget() {
    tomcat.forget();
  }

  @AfterEach
  void nothingIsLeft() {
    Await.until(() -> tomcat.server.connections() == 2);
    assertThat(tomcat.problems).isEmpty();
    assertThat(tomcat.log.lines)
        .filteredOn(line -> !line.contains("thrown by the application"))
        // The first patch levels warn whenever a stream closes its connection.
        .filteredOn(line -> !line.contains("null socket channel"))
        .isEmpty();
  }

  @Test
  void isAskedOnceAboutEachKindOfResponse() throws IOException {
    for (Map.Entry<String, String> kind : ResponseAdviceTest.kinds().entrySet()) {
      try (Http2Client client = new Http2Client(tomcat.server.port())) {
        client.head(1, "GET", kind.getKey(), true);
        assertThat(client.next()).as(kind.getKey()).isEqualTo("HEADERS 1");
        client.readToEnd(1);
      }
    }
    assertThat(tomcat.rules.responses)
        .containsExactlyElementsOf(ResponseAdviceTest.kinds().values());
  }

  @Test
  void aDropResetsTheStreamAndSendsNothingElse() throws IOException {
    tomcat.rules.responseVerdict = Rules.FIN;
    for (Map.Entry<String, String> kind : ResponseAdviceTest.kinds().entrySet()) {
      try (Http2Client client = new Http2Client(tomcat.server.port())) {
        client.head(1, "GET", "/limit", true);
        assertThat(client.next()).isEqualTo("HEADERS 1");
        client.head(3, "GET", kind.getKey(), true);
        assertThat(client.first(3)).as(kind.getKey()).isEqualTo("RST_STREAM 3 8");
        client.head(5, "GET", "/limit", true);
        assertThat(client.first(5)).as(kind.getKey()).isEqualTo("HEADERS 5");
      }
      String[] expected = kind.getValue().split(" ", 3);
      assertThat(tomcat.server.logged()).contains("444 " + expected[1].replaceAll("[?].*", ""));
      tomcat.server.logged().clear();
    }
    assertThat(tomcat.rules.responses)
        .containsExactlyElementsOf(ResponseAdviceTest.kinds().values());
  }

  @Test
  void theApplicationDoesNotNoticeADrop() throws IOException {
    tomcat.rules.responseVerdict = Rules.FIN;
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      int stream = 1;
      for (String target : List.of("/flush/200", "/large/200", "/close/200", "/async/200")) {
        client.head(stream, "GET", target, true);
        assertThat(client.nextOrEmpty()).isEqualTo("RST_STREAM " + stream + " 8");
        stream += 2;
      }
      Await.until(() -> tomcat.server.told().size() == 4);
    }
    assertThat(tomcat.server.told())
        .containsExactlyInAnyOrder("flushed, committed true", "written", "closed", "complete");
  }

  @Test
  void aBodyThatNeverEndsEndsAsWithAClientThatHasGone() throws IOException {
    tomcat.rules.responseVerdict = Rules.FIN;
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      client.head(1, "GET", "/endless", true);
      assertThat(client.nextOrEmpty()).isEqualTo("RST_STREAM 1 8");
    }
    assertThat(tomcat.server.told()).containsExactly("endless: ClientAbortException");
  }

  @Test
  void creditsTheBodyOfARequestWhoseResponseIsDropped() throws IOException {
    tomcat.rules.responseVerdict = Rules.FIN;
    tomcat.rules.only = 404;
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      int stream = 1;
      for (int i = 0; i < 20; i++, stream += 2) {
        client.head(stream, "POST", i % 2 == 0 ? "/status/404" : "/async/404", false);
        assertThat(client.nextOrEmpty()).isEqualTo("RST_STREAM " + stream + " 8");
        client.data(stream, 16_000, false);
        client.data(stream, 16_000, true);
      }
      client.head(stream, "POST", "/good", false);
      client.data(stream, 16_000, true);
      assertThat(client.next()).isEqualTo("HEADERS " + stream);
      assertThat(client.next()).isEqualTo("DATA " + stream + " length 16000");
    }
  }

  @Test
  void dropsManyOfOneConnection() throws IOException {
    tomcat.rules.responseVerdict = Rules.FIN;
    tomcat.rules.only = 404;
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      int stream = 1;
      for (; stream < 300; stream += 2) {
        client.head(stream, "GET", "/status/404", true);
        assertThat(client.nextOrEmpty()).isEqualTo("RST_STREAM " + stream + " 8");
      }
      client.head(stream, "GET", "/good", true);
      assertThat(client.next()).isEqualTo("HEADERS " + stream);
    }
  }

  @Test
  void closesTheWholeConnectionWithoutGoaway() throws IOException {
    tomcat.rules.only = 404;
    for (String target : List.of("/status/404", "/error/404", "/async/404")) {
      tomcat.rules.responseVerdict = Rules.CONNECTION;
      try (Http2Client client = new Http2Client(tomcat.server.port())) {
        client.head(1, "GET", target, true);
        assertThat(client.nextOrEmpty()).as(target).isEqualTo("EOF");
      }
      tomcat.rules.responseVerdict = Verdict.drop("reset", Closing.RST, true);
      try (Http2Client client = new Http2Client(tomcat.server.port())) {
        client.head(1, "GET", target, true);
        assertThat(client.nextOrEmpty()).as(target).isEqualTo("EOF");
      }
    }
  }

  @Test
  void anAsynchronousResponseThatClosesItsConnectionLeavesTheNextAlone() throws IOException {
    // Tomcat uses the objects of a request again while the application may still be at them.
    tomcat.rules.only = 404;
    tomcat.rules.responseVerdict = Rules.CONNECTION;
    for (int i = 0; i < 100; i++) {
      for (String target : List.of("/async/404", "/status/404")) {
        try (Http2Client client = new Http2Client(tomcat.server.port())) {
          client.head(1, "GET", target, true);
          assertThat(client.nextOrEmpty()).as(target).isEqualTo("EOF");
        }
      }
      try (Http2Client client = new Http2Client(tomcat.server.port())) {
        client.head(1, "GET", "/good", true);
        assertThat(client.next()).isEqualTo("HEADERS 1");
      }
    }
  }

  @Test
  void aBareAnswerTakesThePlaceOfAnyResponse() throws Exception {
    tomcat.rules.responseVerdict = Rules.LIMIT;
    for (String port :
        List.of("http:" + tomcat.server.port(), "https:" + tomcat.server.tlsPort())) {
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(RawTls.trustingAll())
              .version(HttpClient.Version.HTTP_2)
              .build();
      for (String target : ResponseAdviceTest.kinds().keySet()) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(URI.create(port.replace(":", "://127.0.0.1:") + target))
                    .header("Accept-Encoding", "gzip")
                    .build(),
                BodyHandlers.ofString());
        assertBare(target, answer);
      }
    }
    for (String target : ResponseAdviceTest.kinds().keySet()) {
      String line = "429 " + target.replaceAll("[?].*", "");
      Await.until(() -> tomcat.server.logged().stream().filter(line::equals).count() == 2);
    }
  }

  static void assertBare(String target, HttpResponse<String> answer) {
    assertThat(answer.version()).as(target).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.statusCode()).as(target).isEqualTo(429);
    assertThat(answer.body()).as(target).isEmpty();
    List<String> fields = new ArrayList<>();
    answer.headers().map().forEach((name, values) -> fields.add(name + " " + values.size()));
    assertThat(fields)
        .as(target)
        .containsExactlyInAnyOrder(":status 1", "content-length 1", "date 1", "retry-after 1");
    assertThat(answer.headers().firstValue("content-length")).hasValue("0");
    assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
  }
}
