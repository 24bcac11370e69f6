package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Undertow's own access log says of dropped requests: all lines of it. */
@Timeout(60)
class AccessLogTest {

  private static final String CLOSE = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  @TempDir static @Nullable Path directory;
  private static @Nullable KeyStoreFile keyStore;

  @BeforeAll
  static void makeKeys() throws Exception {
    if (directory != null) {
      keyStore = new KeyStoreFile(directory);
    }
  }

  static List<Path> jars() throws IOException {
    return ServerJar.differingBeyondParsing();
  }

  private static WovenUndertow start(Path jar) throws Exception {
    if (keyStore == null) {
      throw new AssertionError("no keys");
    }
    WovenUndertow woven = new WovenUndertow(jar, keyStore, WovenUndertow.LARGE);
    woven.rules.statuses.addAll(List.of(404, 444));
    return woven;
  }

  private static void askInVain(WovenUndertow woven) throws Exception {
    for (Verdict how : List.of(Rules.FIN, Rules.RST)) {
      woven.rules.response = how;
      for (String way : List.of("/app/sent/404", "/app/blocking/404", "/app/async/404")) {
        String answer = RawClient.exchange(woven.server.plainPort(), "GET " + way + CLOSE);
        assertThat(answer.replace(RawClient.RESET, "")).as(way).isEmpty();
      }
    }
    woven.rules.response = Rules.FIN;
    try (RawHttp2 connection = new RawHttp2(woven.server.plainPort())) {
      assertThat(connection.get("/app/sent/404")).containsExactly("RST_STREAM 8");
      assertThat(connection.get("/good")).containsExactly("200");
    }
    // Neither comes to a handler.
    woven.rules.request = Rules.FIN;
    assertThat(RawClient.exchange(woven.server.plainPort(), "GET /request" + CLOSE)).isEmpty();
    woven.rules.request = Verdict.PASS;
    woven.rules.malformed = Rules.FIN;
    assertThat(RawClient.exchange(woven.server.plainPort(), "GET /a b" + CLOSE)).isEmpty();
    woven.awaitNothingHeld();
    assertThat(woven.problems).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void hasResponsesThatWereDropped(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      askInVain(woven);
      assertThat(woven.server.accessLog())
          .containsExactlyInAnyOrder(
              "127.0.0.1 \"GET /app/sent/404 HTTP/1.1\" 444 0",
              "127.0.0.1 \"GET /app/blocking/404 HTTP/1.1\" 444 0",
              "127.0.0.1 \"GET /app/async/404 HTTP/1.1\" 444 0",
              "127.0.0.1 \"GET /app/sent/404 HTTP/1.1\" 444 0",
              "127.0.0.1 \"GET /app/blocking/404 HTTP/1.1\" 444 0",
              "127.0.0.1 \"GET /app/async/404 HTTP/1.1\" 444 0",
              "127.0.0.1 \"GET /app/sent/404 HTTP/2.0\" 444 0",
              "127.0.0.1 \"GET /good HTTP/2.0\" 200 5");
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void hasNoneWhereTheyAreNotWanted(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      woven.rules.writesAccessLog = false;
      askInVain(woven);
      assertThat(woven.server.accessLog())
          .containsExactly("127.0.0.1 \"GET /good HTTP/2.0\" 200 5");
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void hasTheApplicationsOwn444WhateverIsWanted(Path jar) throws Exception {
    try (WovenUndertow woven = start(jar)) {
      woven.rules.writesAccessLog = false;
      String answer = RawClient.exchange(woven.server.plainPort(), "GET /app/sent/444" + CLOSE);
      assertThat(answer).startsWith("HTTP/1.1 444 ");
      woven.awaitNothingHeld();
      assertThat(woven.server.accessLog())
          .singleElement()
          .asString()
          .startsWith("127.0.0.1 \"GET /app/sent/444 HTTP/1.1\" 444 ")
          .doesNotEndWith(" 0");
    }
  }
}
