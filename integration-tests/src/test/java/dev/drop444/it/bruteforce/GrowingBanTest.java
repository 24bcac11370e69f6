package dev.drop444.it.bruteforce;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.End;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each further ban of the same client is longer, and each ends. */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class GrowingBanTest {

  private static final Setup SETUP =
      Setup.agent("growing-ban")
          .with("spare-loopback", "false")
          .with("rule.trap.path", "/trap")
          .with("rule.trap.action", "ban")
          .with("rule.trap.bantime", "1s")
          .with("rule.trap.bantime.increment", "true");

  private static final Running RUNNING = new Running();

  GrowingBanTest(Server server) {}

  static List<Server> servers() {
    return Servers.families();
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) {
    RUNNING.start(server, SETUP);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    RUNNING.stop();
  }

  private static Caller from(String address) {
    return new Caller(address, RUNNING.server().plainPort());
  }

  private static final String ADDRESS = "127.0.12.1";

  /** A line of the log, which says when a ban began and when it will end. */
  private static final Pattern BAN =
      Pattern.compile(
          "time=(?<time>\\S+) mode=enforce action=ban gate=request rule=trap until=(?<until>\\S+)"
              + " client=127\\.0\\.12\\.1 .*");

  @Test
  void growsAndEnds() {
    Caller client = from(ADDRESS);
    for (int bans = 1; bans <= 3; bans++) {
      int so = bans;
      assertThat(client.get("/trap")).isEqualTo(SILENCE);
      Await.that("the line of ban " + bans, GrowingBanTest::bans, all -> all.size() == so);
      if (bans < 3) {
        Await.that("the end of ban " + bans, () -> client.get("/hello"), "200"::equals);
      }
    }
    assertThat(client.refusal()).isEqualTo(End.RST);
    List<Duration> bans = bans();
    assertThat(bans.get(0)).isGreaterThanOrEqualTo(Duration.ofMillis(900));
    assertThat(bans.get(1)).isGreaterThan(bans.get(0).plusMillis(500));
    assertThat(bans.get(2)).isGreaterThan(bans.get(1).plusMillis(1_500));
  }

  private static List<Duration> bans() {
    return RUNNING.server().log().since(0).stream()
        .map(BAN::matcher)
        .filter(Matcher::matches)
        .map(
            line ->
                Duration.between(
                    Instant.parse(line.group("time")), Instant.parse(line.group("until"))))
        .collect(Collectors.toList());
  }
}
