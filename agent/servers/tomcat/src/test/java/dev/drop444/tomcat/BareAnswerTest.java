package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that get a bare answer at the request gate, in every version. */
@ParameterizedClass
@MethodSource("dev.drop444.tomcat.TomcatVersion#jars")
@Timeout(60)
class BareAnswerTest {

  private static final String BARE =
      "HTTP/1.1 429 \r\nRetry-After: 7\r\nContent-Length: 0\r\nDate: D\r\n\r\n";
  private static final String BARE_AND_CLOSE =
      "HTTP/1.1 429 \r\nRetry-After: 7\r\nContent-Length: 0\r\nDate: D\r\n"
          + "Connection: close\r\n\r\n";
  private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  @SuppressWarnings("NullAway.Init") // by start
  static WovenTomcat tomcat;

  private int served;

  BareAnswerTest(Path jar) {}

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
    served = tomcat.server.served();
  }

  @AfterEach
  void nothingIsLeft() {
    Await.until(() -> tomcat.server.connections() == 2);
    assertThat(tomcat.problems).isEmpty();
    assertThat(tomcat.log.lines).isEmpty();
    // A bare answer is decided on; nobody is asked again.
    assertThat(tomcat.rules.responses).allMatch(line -> line.contains(" /good "));
    assertThat(tomcat.rules.refused).isEmpty();
  }

  private static String exchange(String request) throws IOException {
    return RawClient.exchange(tomcat.server.port(), request).replaceAll("Date: [^\r]*", "Date: D");
  }

  private static String exchangeOne(String request) throws IOException {
    return RawClient.exchangeOne(tomcat.server.port(), request)
        .replaceAll("Date: [^\r]*", "Date: D");
  }

  private static String request(String method, String fields) {
    return method + " /limit HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
  }

  /** The connection lives on: the next request on it is served. */
  private void assertAnsweredAndGoesOn(String request) throws IOException {
    assertThat(exchange(request + GOOD))
        .as(request)
        .startsWith(BARE + "HTTP/1.1 200 ")
        .endsWith("length 0");
    assertThat(tomcat.server.served()).isEqualTo(++served);
  }

  /** Nothing comes after the answer, and nothing is served. */
  private void assertAnsweredAndClosed(String request) throws IOException {
    assertThat(exchangeOne(request)).as(request).isEqualTo(BARE_AND_CLOSE);
    assertThat(tomcat.server.served()).isEqualTo(served);
  }

  @Test
  void answersAndKeepsTheConnectionAlive() throws IOException {
    assertAnsweredAndGoesOn(request("GET", ""));
    assertAnsweredAndGoesOn(request("GET", "Accept-Encoding: gzip\r\n"));
    assertThat(exchange(request("GET", "") + request("GET", "") + GOOD)).startsWith(BARE + BARE);
  }

  @Test
  void answersHead() throws IOException {
    // 11.0.0 sends no Content-Length in answer to HEAD, whatever that is.
    assertThat(exchange(request("HEAD", "") + GOOD).replaceFirst("Content-Length: 0\r\n", ""))
        .startsWith("HTTP/1.1 429 \r\nRetry-After: 7\r\nDate: D\r\n\r\nHTTP/1.1 200 ");
  }

  @Test
  void isInTheAccessLog() throws IOException {
    assertAnsweredAndClosed(request("GET", "Connection: close\r\n"));
    Await.until(() -> tomcat.server.logged().size() == 1);
    assertThat(tomcat.server.logged()).containsExactly("429 /limit");
  }

  @Test
  void readsTheBodyThatNobodyWantsAsTomcatDoes() throws IOException {
    assertAnsweredAndGoesOn(request("POST", "Content-Length: 5\r\n") + "hello");
    assertAnsweredAndGoesOn(
        request("POST", "Transfer-Encoding: chunked\r\n") + "5\r\nhello\r\n0\r\n\r\n");
  }

  @Test
  void closesWhereTheRequestOrTomcatAsksForIt() throws IOException {
    assertAnsweredAndClosed(request("GET", "Connection: close\r\n"));
    assertAnsweredAndClosed("GET /limit HTTP/1.0\r\n\r\n");
    // More than Tomcat swallows; and a body that was not asked for.
    assertAnsweredAndClosed(request("POST", "Content-Length: 100000000\r\n"));
    assertAnsweredAndClosed(request("POST", "Expect: 100-continue\r\nContent-Length: 5\r\n"));
    assertThat(exchange("GET /limit HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + GOOD))
        .contains("Connection: keep-alive\r\n")
        .endsWith("length 0");
  }

  @Test
  void comesBeforeWhatTomcatWouldRefuse() throws IOException {
    for (String head :
        List.of(
            "GET /limit HTTP/1.1\r\n\r\n",
            "GET /limit HTTP/1.1\r\nHost: a/b\r\n\r\n",
            "GET /limit/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "POST /limit HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n")) {
      assertThat(exchange(head)).as(head).startsWith("HTTP/1.1 429 \r\nRetry-After: 7\r\n");
    }
    assertThat(tomcat.server.served()).isEqualTo(served);
  }

  @Test
  void insideTls() throws IOException {
    String answers = RawTls.exchange(tomcat.server.tlsPort(), request("GET", "") + GOOD);
    assertThat(answers.replaceAll("Date: [^\r]*", "Date: D"))
        .startsWith(BARE + "HTTP/1.1 200 ")
        .endsWith("length 0");
  }

  @Test
  void isAnEmptyBodyInHttp2() throws IOException {
    try (Http2Client client = new Http2Client(tomcat.server.port())) {
      client.head(1, "GET", "/limit", true);
      assertThat(client.nextOrEmpty()).isEqualTo("HEADERS 1");
      client.head(3, "GET", "/limit", true);
      assertThat(client.first(3)).isEqualTo("HEADERS 3");
      client.head(5, "GET", "/good", true);
      assertThat(client.first(5)).isEqualTo("HEADERS 5");
      assertThat(client.first(5)).isEqualTo("DATA 5 length 0");
    }
    assertThat(tomcat.server.served()).isEqualTo(served + 1);
  }

  @Test
  void isAnsweredOverHttp2HoweverThatWasAskedFor() throws Exception {
    for (String port :
        List.of(
            "http://127.0.0.1:" + tomcat.server.port(),
            "https://127.0.0.1:" + tomcat.server.tlsPort())) {
      // Without TLS the first request asks for h2c.
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(RawTls.trustingAll())
              .version(HttpClient.Version.HTTP_2)
              .build();
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(URI.create(port + "/limit")).build(),
                BodyHandlers.ofString());
        Http2ResponseTest.assertBare(port, answer);
      }
      HttpResponse<String> good =
          client.send(
              HttpRequest.newBuilder(URI.create(port + "/good"))
                  .POST(BodyPublishers.ofString("hello"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(good.body()).isEqualTo("length 5");
    }
    assertThat(tomcat.server.served()).isEqualTo(served + 2);
    // Also the one that came by HTTP/1.1 and went on in HTTP/2.
    assertThat(tomcat.rules.seen).hasSize(6);
  }
}
