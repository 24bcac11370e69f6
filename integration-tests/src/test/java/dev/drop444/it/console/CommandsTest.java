package dev.drop444.it.console;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drop444.it.attach.Operator;
import dev.drop444.it.clients.Caller;
import dev.drop444.it.clients.SteadyUser;
import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.wire.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each command tells and does, with a server that has good users and an attacker. */
class CommandsTest {

  private static final int GOOD = 0;
  private static final int REFUSED = 1;
  private static final int NOT_UNDERSTOOD = 2;

  private static final String RULES = "rule.trap.path=/trap\nrule.trap.action=drop\n";
  private static final Running RUNNING = new Running();
  private static final Operator OPERATOR = Operator.withAgent();

  private static Path file = Path.of("");

  private final SteadyUser user = SteadyUser.comes(from("127.0.70.1"), "/hello");
  private final Attacker attacker = Attacker.comes(from("127.0.70.66"), "/trap");

  @BeforeAll
  static void start() throws IOException {
    file =
        Files.createTempFile(
            Files.createDirectories(Surroundings.work()), "console", ".properties");
    Files.writeString(file, RULES);
    RUNNING.start(
        Servers.families().get(0),
        Setup.agent("console")
            .with("config", file.toString())
            .with("spare-loopback", "false")
            .with("allow", "127.0.70.9"));
  }

  @AfterAll
  static void stop() throws IOException {
    RUNNING.stop();
    Files.delete(file);
  }

  @BeforeEach
  void dropsBegin() {
    assertThat(from("127.0.70.67").get("/trap")).isEqualTo(SILENCE);
  }

  @AfterEach
  void usersNoticedNothing() {
    attacker.close();
    user.seesMore();
    user.noticedNothing();
    user.close();
  }

  private static Caller from(String address) {
    return new Caller(address, RUNNING.server().plainPort());
  }

  private static String pid() {
    return Long.toString(RUNNING.server().pid());
  }

  /** Runs a command on the server, which must end in a way. */
  private static JavaRun on(int status, String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, pid()));
    words.addAll(List.of(more));
    JavaRun run = OPERATOR.runs(words.toArray(String[]::new));
    assertThat(run.exit()).as(words + "\n" + run.output() + run.errors()).isEqualTo(status);
    assertThat(run.errors()).doesNotContain("\tat ");
    return run;
  }

  private static JsonNode json(JavaRun run) {
    return json(run.output());
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void statusTellsAllThatThereIs() {
    JsonNode status = json(on(GOOD, "status", "--json"));
    assertThat(status.get("pid").asText()).isEqualTo(pid());
    assertThat(status.get("mode").asText()).isEqualTo("enforce");
    assertThat(status.get("servers").toString()).contains("guards Tomcat");
    assertThat(status.get("requests").asLong()).isPositive();
    assertThat(status.get("traffic").get(0).get("server").asText()).isEqualTo("tomcat");
    assertThat(status.get("traffic").get(0).get("requests").asLong()).isPositive();
    assertThat(status.get("decisions").toString())
        .contains("\"gate\":\"request\",\"action\":\"drop\",\"rule\":\"trap\"");
    assertThat(status.get("worstClients").toString()).contains("127.0.70.66");
    assertThat(status.get("states").toString()).contains("\"name\":\"bans\"", "evictions");
    assertThat(status.get("selfTimeSeconds").asDouble()).isNotNegative();

    assertThat(on(GOOD, "status").output())
        .contains(
            "process " + pid(), "mode enforce", "guards Tomcat", "SERVER", "trap", "self time")
        .contains("To let somebody in again: unban " + pid() + " ADDRESS");
  }

  @Test
  void aBanRefusesAndUnbanLetsIn() {
    Caller caller = from("127.0.70.2");
    assertThat(caller.get("/hello")).isEqualTo("200");
    JsonNode ban = json(on(GOOD, "ban", "127.0.70.2", "--for", "2h", "--json"));
    assertThat(ban.get("client").asText()).isEqualTo("127.0.70.2");
    assertThat(ban.get("rule").asText()).isEqualTo("operator");
    assertThat(ban.get("seconds").asLong()).isBetween(7_000L, 7_200L);
    assertThat(caller.refusal()).isEqualTo(End.RST);

    JsonNode bans = json(on(GOOD, "bans", "--json"));
    assertThat(bans.get("active").asLong()).isEqualTo(1);
    assertThat(bans.get("bans").get(0).get("client").asText()).isEqualTo("127.0.70.2");
    assertThat(on(GOOD, "bans", "127.0.70.2").output()).contains("127.0.70.2", "operator");
    assertThat(on(GOOD, "bans", "127.0.70.1").output()).contains("127.0.70.1 is not banned");

    assertThat(on(GOOD, "unban", "127.0.70.2").output()).contains("is not banned any more");
    assertThat(caller.get("/hello")).isEqualTo("200");
    assertThat(on(GOOD, "unban", "127.0.70.2").output()).contains("was not banned");
  }

  @Test
  void everybodyIsLetInAtOnce() {
    on(GOOD, "ban", "127.0.70.3");
    on(GOOD, "ban", "127.0.70.4", "--for", "30m");
    assertThat(from("127.0.70.4").refusal()).isEqualTo(End.RST);
    assertThat(json(on(GOOD, "unban", "--all", "--json")).get("lifted").asLong()).isEqualTo(2);
    assertThat(from("127.0.70.3").get("/hello")).isEqualTo("200");
    assertThat(from("127.0.70.4").get("/hello")).isEqualTo("200");
    assertThat(on(GOOD, "bans").output()).contains("nobody is banned");
  }

  @Test
  void whoIsAllowedIsNeverBanned() {
    assertThat(on(REFUSED, "ban", "127.0.70.9").errors()).contains("127.0.70.9");
    assertThat(from("127.0.70.9").get("/hello")).isEqualTo("200");
  }

  @Test
  void anotherModeIsInForceUntilTheConfiguredOneIs() {
    Caller caller = from("127.0.70.5");
    try {
      assertThat(json(on(GOOD, "mode", "monitor", "--json")).get("mode").asText())
          .isEqualTo("monitor");
      assertThat(caller.get("/trap")).as("only watched").isEqualTo("404");
      assertThat(on(GOOD, "status").output())
          .contains("mode monitor, by an operator; the configuration says enforce");
      on(GOOD, "mode", "off");
      assertThat(caller.get("/trap")).as("not looked at").isEqualTo("404");
    } finally {
      assertThat(on(GOOD, "mode", "configured").output()).contains("mode enforce is in force");
    }
    assertThat(caller.get("/trap")).isEqualTo(SILENCE);
    assertThat(on(NOT_UNDERSTOOD, "mode").errors()).contains("enforce, monitor, off, configured");
  }

  @Test
  void reloadTakesWhatIsGoodAndLeavesWhatIsNot() throws IOException {
    Caller caller = from("127.0.70.6");
    try {
      Files.writeString(file, RULES + "rule.other.path=/other\n");
      assertThat(json(on(GOOD, "reload", "--json")).get("reloaded").asBoolean()).isTrue();
      assertThat(caller.get("/other")).isEqualTo(SILENCE);

      Files.writeString(file, "rule.other.pth=/x\nmode=monitr\n");
      JavaRun wrong = on(REFUSED, "reload");
      assertThat(wrong.errors()).contains("is as it was", "monitor?", "pth");
      JsonNode problems = json(on(REFUSED, "reload", "--json"));
      assertThat(problems.get("reloaded").asBoolean()).isFalse();
      assertThat(problems.get("problems").size()).isEqualTo(2);
      assertThat(caller.get("/other")).as("the rules before").isEqualTo(SILENCE);
    } finally {
      Files.writeString(file, RULES);
      on(GOOD, "reload");
    }
    assertThat(caller.get("/other")).isEqualTo("404");
  }

  @Test
  void topIsALineForEachInterval() {
    String output = on(GOOD, "top", "--count", "2", "--interval", "500ms").output();
    assertThat(output.lines()).hasSize(2).allMatch(line -> line.contains(" mode enforce, "));
    assertThat(output).contains("trap ");

    JavaRun run = on(GOOD, "top", "--count", "3", "--interval", "500ms", "--json");
    List<JsonNode> intervals = run.output().lines().map(CommandsTest::json).toList();
    assertThat(intervals).hasSize(3);
    for (JsonNode interval : intervals) {
      assertThat(interval.get("requestsPerSecond").asDouble()).isPositive();
      assertThat(interval.get("dropsPerSecond").asDouble()).isPositive();
      assertThat(interval.get("seconds").asDouble()).isGreaterThanOrEqualTo(0.5);
      assertThat(interval.get("rules").toString()).contains("\"rule\":\"trap\"");
      assertThat(interval.get("servers").toString()).contains("\"server\":\"tomcat\"");
      assertThat(interval.get("worstClients").toString()).contains("127.0.70.66");
    }
    assertThat(intervals.get(0).get("rules").toString())
        .isNotEqualTo(intervals.get(2).get("rules").toString());
  }

  @Test
  void whatIsNotUnderstoodChangesNothing() {
    assertThat(on(NOT_UNDERSTOOD, "ban").errors()).contains("needs an address");
    assertThat(on(NOT_UNDERSTOOD, "ban", "127.0.70.0/24").errors()).contains("drop444.deny");
    assertThat(on(NOT_UNDERSTOOD, "ban", "127.0.70.8", "--for", "1y").errors())
        .contains("a duration");
    assertThat(on(NOT_UNDERSTOOD, "ban", "127.0.70.8", "127.0.70.7").errors())
        .contains("one at a time");
    assertThat(on(NOT_UNDERSTOOD, "unban").errors()).contains("--all");
    assertThat(on(NOT_UNDERSTOOD, "top", "--interval", "1").errors()).contains("a duration");
    assertThat(from("127.0.70.8").get("/hello")).isEqualTo("200");
  }

  /** Other guarded processes may be on this machine, and then nothing is done. */
  @Test
  void theOnlyGuardedProcessNeedsNoName() {
    JavaRun run = OPERATOR.runs("bans");
    if (run.exit() == GOOD) {
      assertThat(run.errors()).contains("in process " + pid(), "the only one");
    } else {
      assertThat(run.exit()).as(run.errors()).isEqualTo(4);
      assertThat(run.errors()).contains("more than one JVM", pid());
    }
  }

  @Test
  void listIsReadByScripts() {
    JavaRun run = OPERATOR.runs("list", "--json");
    assertThat(run.exit()).isZero();
    List<String> guarded = new ArrayList<>();
    json(run)
        .forEach(
            jvm -> {
              if (jvm.get("guarded").asBoolean()) {
                guarded.add(jvm.get("pid").asText());
              }
            });
    assertThat(guarded).contains(pid());
  }
}
