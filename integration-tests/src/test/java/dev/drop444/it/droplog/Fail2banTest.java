package dev.drop444.it.droplog;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.DropLines;
import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.ProcessLog;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter in {@code docs/fail2ban}, by fail2ban's own tool; skipped where that is missing. */
class Fail2banTest {

  private static final Path TOOL = Path.of("/usr/bin/fail2ban-regex");
  private static final Path FILTER = Path.of("../docs/fail2ban/filter.d/drop444.conf");

  /** Whom the client would like to be banned in its place. */
  private static final String FORGED =
      "x\" client=192.0.2.66 peer=192.0.2.66 request=\"GET / HTTP/1.1\" time=2026-01-01T00:00:00.000Z"
          + " mode=enforce action=ban gate=request rule=trap client=192.0.2.66 ";

  @TempDir private Path directory;

  Fail2banTest() {
    directory = Path.of("");
  }

  @Test
  void findsWhoWasDroppedAndNobodyElse() throws IOException {
    assumeTrue(Files.isExecutable(TOOL), "fail2ban is not installed");
    Path file = directory.resolve("drop.log");
    Setup setup =
        Setup.agent("fail2ban")
            .with("log", file.toString())
            .with("spare-loopback", "false")
            .with("rule.trap.path", "/trap")
            .with("rule.ban.path", "/ban")
            .with("rule.ban.action", "ban")
            .with("rule.watched.path", "/watched")
            .with("rule.watched.action", "monitor");
    try (ServerProcess server = ServerProcess.start(Servers.families().get(2), setup)) {
      assertThat(
              new Caller("127.0.31.1", server.plainPort())
                  .ask(Request.get("/trap").with("User-Agent", FORGED)))
          .isEqualTo(SILENCE);
      assertThat(new Caller("127.0.31.2", server.plainPort()).get("/ban")).isEqualTo(SILENCE);
      assertThat(new Caller("127.0.31.3", server.plainPort()).get("/watched")).isEqualTo("404");
      assertThat(new Caller("127.0.31.1", server.plainPort()).get("/trap")).isEqualTo(SILENCE);
      Await.that(
          "four lines",
          () -> DropLines.rules(new ProcessLog(file).since(0)),
          rules -> rules.size() == 4);
    }
    assertThat(found(file)).containsExactlyInAnyOrder("127.0.31.1", "127.0.31.1", "127.0.31.2");
  }

  private static List<String> found(Path log) {
    JavaRun run =
        JavaRun.of(
            "fail2ban",
            TOOL,
            List.of("-o", "ip", log.toString(), FILTER.toAbsolutePath().normalize().toString()));
    assertThat(run.exit()).as(run.errors()).isZero();
    return run.output().lines().filter(line -> !line.isBlank()).toList();
  }
}
