package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An Undertow whose worker is called what WildFly calls that of its management interface. */
@Timeout(60)
class ManagementTest {

  private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";

  static List<Path> jars() throws Exception {
    return ServerJar.differingBeyondParsing();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void nobodyIsAskedAboutIt(Path jar, @TempDir Path directory) throws Exception {
    try (WovenUndertow woven = new WovenUndertow(jar, new KeyStoreFile(directory), "management")) {
      askEverything(woven);
      assertThat(RawClient.exchange(woven.server.plainPort(), GOOD)).contains("200 OK");
      assertThat(RawTls.exchange(woven.server.tlsPort(), GOOD)).contains("200 OK");
      assertThat(RawClient.exchange(woven.server.plainPort(), "nonsense\r\n\r\n")).contains("400");
      RawClient.exchange(woven.server.tlsPort(), GOOD);
      try (RawHttp2 http2 = new RawHttp2(woven.server.plainPort())) {
        http2.get("/good");
        Await.that(() -> woven.server.served() == 3);
      }
      assertThat(woven.rules.seen).isEmpty();
      assertThat(woven.rules.refused).isEmpty();
      assertThat(woven.rules.answered).isEmpty();
      assertThat(woven.rules.opened).isEmpty();
      assertThat(woven.rules.looked).isEmpty();
      assertThat(woven.rules.workers).isEmpty();
    }
  }

  @Test
  void unlessThatIsWanted(@TempDir Path directory) throws Exception {
    List<Path> jars = jars();
    Path newest = jars.get(jars.size() - 1);
    try (WovenUndertow woven =
        new WovenUndertow(newest, new KeyStoreFile(directory), "management")) {
      woven.rules.management = true;
      askEverything(woven);
      assertThat(RawClient.exchange(woven.server.plainPort(), GOOD)).isEmpty();
      assertThat(RawTls.exchange(woven.server.tlsPort(), GOOD)).isEmpty();
      assertThat(RawClient.exchange(woven.server.plainPort(), "nonsense\r\n\r\n")).isEmpty();
      assertThat(woven.rules.workers).hasSize(1);
    }
  }

  private static void askEverything(WovenUndertow woven) {
    woven.rules.request = Rules.FIN;
    woven.rules.malformed = Rules.FIN;
    woven.rules.response = Rules.FIN;
    woven.rules.statuses.addAll(List.of(200, 400));
    woven.rules.watching = true;
    woven.rules.looksEarly = true;
  }
}
