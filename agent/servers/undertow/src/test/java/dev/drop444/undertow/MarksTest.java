package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ConcurrentModificationException;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Idle threads keep exchanges, which must not keep anything of ours. */
@Timeout(60)
class MarksTest {

  private static final String KEEP = "GET /keep-alive HTTP/1.1\r\nHost: a\r\n\r\n";

  static List<Path> jars() throws IOException {
    return ServerJar.differingBeyondParsing();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void anExchangeThatIsDoneKeepsNothingOfOurs(Path jar, @TempDir Path directory) throws Exception {
    try (WovenUndertow woven = new WovenUndertow(jar, new KeyStoreFile(directory))) {
      int requests = 0;
      for (Verdict verdict : List.of(Verdict.PASS, Rules.FIN)) {
        woven.rules.statuses.add(200);
        woven.rules.response = verdict;
        try (RawClient client = new RawClient(woven.server.plainPort())) {
          client.send(KEEP);
          awaitNothingKept(woven, ++requests);
        }
        try (RawHttp2 client = new RawHttp2(woven.server.plainPort())) {
          client.get("/good");
          awaitNothingKept(woven, ++requests);
        }
      }
      assertThat(woven.rules.answered).hasSize(requests);
      assertThat(woven.problems).isEmpty();
    }
  }

  private static void awaitNothingKept(WovenUndertow woven, int requests) {
    Await.that(() -> woven.rules.answered.size() == requests);
    Await.that(() -> kept(woven).isEmpty());
  }

  private static List<String> kept(WovenUndertow woven) {
    try {
      return woven.server.kept();
    } catch (ConcurrentModificationException e) {
      return List.of("in use");
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("kept", e);
    }
  }
}
