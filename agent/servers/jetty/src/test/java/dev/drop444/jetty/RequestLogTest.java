package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Jetty's request log says of dropped requests: all lines of it. */
class RequestLogTest {

  private static final String END = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final String KEPT = " HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static WovenServer server;

  @BeforeAll
  static void start(@TempDir Path files) throws Exception {
    Files.writeString(files.resolve("file.txt"), "a file");
    server = new WovenServer(new Applications().handler(files), new KeyStoreFile(files));
    server.weave();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void reset() {
    server.gates.looksAt = status -> status >= 400;
    server.gates.writesAccessLog = true;
    server.lines.clear();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    server.awaitNothingLeft();
    assertThat(server.takeFailures()).isEmpty();
  }

  private static void drop(Closing closing, boolean connection) {
    Verdict verdict = Verdict.drop("rule", closing, connection);
    server.gates.request =
        head -> head.target().toString().startsWith("/bad") ? verdict : Verdict.PASS;
    server.gates.response = (head, made) -> verdict;
    server.gates.malformed = verdict;
  }

  private static void silently(String request) throws IOException {
    byte[] answer = server.answerTo(request.getBytes(ISO_8859_1), false, false);
    assertThat(new String(answer, ISO_8859_1)).isIn("", "<RST>");
  }

  /** Each of the ways in which a request of HTTP/1 is dropped. */
  private static void askInVain() throws Exception {
    silently("GET /bad?a=b" + END);
    silently("POST /bad HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
    // Nobody judges what is pipelined behind.
    silently("GET /bad/1" + KEPT + "GET /bad/2" + END);
    silently("GET /a b" + END); // the parser refuses it
    silently("GET /customized HTTP/1.1\r\nHost: nobody\r\n\r\n");
    silently("GET /core/404" + END);
    silently("GET /servlet/error-404" + END);
    silently("GET /servlet/async-404" + END);
    server.awaitNothingLeft();
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void hasEachWithStatus444AndWithoutABody(Closing closing) throws Exception {
    drop(closing, false);
    askInVain();
    assertThat(server.lines).allMatch(line -> line.startsWith("127.0.0.1 \""));
    assertThat(server.lines.stream().map(line -> line.substring(10)))
        .filteredOn(line -> !line.startsWith("\"GET /badMessage"))
        .containsExactlyInAnyOrder(
            "\"GET /bad?a=b HTTP/1.1\" 444 0",
            "\"POST /bad HTTP/1.1\" 444 0",
            "\"GET /bad/1 HTTP/1.1\" 444 0",
            "\"GET /customized HTTP/1.1\" 444 0",
            "\"GET /core/404 HTTP/1.1\" 444 0",
            "\"GET /servlet/error-404 HTTP/1.1\" 444 0",
            "\"GET /servlet/async-404 HTTP/1.1\" 444 0");
    // Jetty's name for what it could not read.
    assertThat(server.lines)
        .filteredOn(line -> line.contains("/badMessage"))
        .singleElement()
        .asString()
        .endsWith("\" 444 0");
  }

  @Test
  void hasEachOverHttp2() throws Exception {
    drop(Closing.FIN, false);
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      client.get(1, "/bad?a=b");
      assertThat(client.next()).isEqualTo("RST_STREAM 1 8");
      client.get(3, "/core/404");
      assertThat(client.next()).isEqualTo("RST_STREAM 3 8");
      client.get(5, "/servlet/hello");
      assertThat(client.next()).startsWith("HEADERS 5 200");
      assertThat(client.next()).startsWith("DATA 5 ");
      drop(Closing.FIN, true);
      client.get(7, "/bad/connection");
      assertThat(client.next()).isEqualTo("EOF");
    }
    server.awaitNothingLeft();
    assertThat(server.lines.stream().map(line -> line.replaceFirst("200 \\d+$", "200")))
        .containsExactlyInAnyOrder(
            "127.0.0.1 \"GET /bad?a=b HTTP/2.0\" 444 0",
            "127.0.0.1 \"GET /core/404 HTTP/2.0\" 444 0",
            "127.0.0.1 \"GET /servlet/hello HTTP/2.0\" 200",
            "127.0.0.1 \"GET /bad/connection HTTP/2.0\" 444 0");
  }

  @Test
  void hasNoneWhereTheyAreNotWanted() throws Exception {
    server.gates.writesAccessLog = false;
    for (Closing closing : Closing.values()) {
      drop(closing, false);
      askInVain();
    }
    try (RawHttp2 client = new RawHttp2(server.connect(false), HpackText::of)) {
      client.get(1, "/bad");
      assertThat(client.next()).startsWith("RST_STREAM 1 ");
      client.get(3, "/core/404");
      assertThat(client.next()).startsWith("RST_STREAM 3 ");
    }
    server.awaitNothingLeft();
    assertThat(server.lines).isEmpty();
  }

  @Test
  void hasTheApplicationsOwn444WhateverIsWanted() throws Exception {
    server.gates.request = head -> Verdict.PASS;
    server.gates.response = (head, made) -> Verdict.PASS;
    for (boolean wanted : List.of(true, false)) {
      server.gates.writesAccessLog = wanted;
      server.answerTo(("GET /core/444" + END).getBytes(ISO_8859_1), false, false);
    }
    server.awaitNothingLeft();
    assertThat(server.lines)
        .hasSize(2)
        .allMatch(line -> line.matches(".* \"GET /core/444 HTTP/1.1\" 444 [1-9]\\d*"));
  }
}
