package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a connection that was read early just when drop444 goes, in every version. */
class EarlyLeavingTest {

  private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";

  @ParameterizedTest
  @MethodSource("dev.drop444.tomcat.TomcatVersion#jars")
  @Timeout(60)
  void losesNothing(Path jar, @TempDir Path base) throws Exception {
    CountDownLatch disarmed = new CountDownLatch(1);
    CountDownLatch registered = new CountDownLatch(1);
    try (WovenTomcat tomcat = new WovenTomcat(jar, base, null, "Nio")) {
      EarlyTomcat early = new EarlyTomcat(tomcat);
      early.begin();
      tomcat.whenDisarmed =
          () -> {
            disarmed.countDown();
            Rules.await(registered);
          };
      Thread going = new Thread(tomcat::detach);
      // After it was read, and before Tomcat would have been given that.
      tomcat.rules.whenOpened =
          () -> {
            going.start();
            Rules.await(disarmed);
          };
      try (Socket client = early.connect(GOOD);
          Socket next = early.connect(GOOD)) {
        // To which acceptor and poller come after the other one.
        EarlyTomcat.answered(next, "length 0");
        assertThat(tomcat.rules.early).containsExactly(GOOD);
        assertThat(client.getInputStream().available()).isZero();
        registered.countDown();
        EarlyTomcat.answered(client, "length 0");
        EarlyTomcat.send(client, GOOD + GOOD);
        EarlyTomcat.answered(client, "length 0");
        EarlyTomcat.answered(client, "length 0");
      } finally {
        registered.countDown();
        going.join();
      }
      Await.until(() -> tomcat.server.connections() == 1);
      assertThat(tomcat.problems).isEmpty();
    }
  }
}
