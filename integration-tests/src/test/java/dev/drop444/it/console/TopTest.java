package dev.drop444.it.console;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.wire.End;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code top} in a real terminal; skipped where tmux is missing. */
class TopTest {

  private static final String KEYS = "p pause  b ban  u lift  m mode  j/k select  ? help  q quit";

  private final Running running = new Running();

  @BeforeEach
  void start() {
    assumeTrue(Tmux.isThere(), "tmux is not installed");
    running.start(
        Servers.families().get(0),
        Setup.agent("top").with("spare-loopback", "false").with("rule.trap.path", "/trap"));
    for (int i = 0; i < 3; i++) {
      assertThat(from("127.0.71.66").get("/trap")).isEqualTo(SILENCE);
    }
    assertThat(from("127.0.71.2").get("/bad?\u001b[31m")).isEqualTo(SILENCE);
    assertThat(from("127.0.71.1").get("/hello")).isEqualTo("200");
  }

  @AfterEach
  void stop() {
    running.stop();
  }

  private Caller from(String address) {
    return new Caller(address, running.server().plainPort());
  }

  private String command(String... options) {
    return Surroundings.java()
        + " -XX:TieredStopAtLevel=1 -jar "
        + Surroundings.agent()
        + " top "
        + running.server().pid()
        + " --interval 300ms "
        + String.join(" ", options)
        + "; echo ended with $?";
  }

  /** Starts it, and waits for what it shows once all that has happened is counted. */
  private Tmux top(String... options) {
    Tmux tmux = Tmux.open(80, 24);
    tmux.type("stty -g >before; clear; " + command(options));
    tmux.await(
        "the screen", screen -> screen.contains("> 127.0.71.66 ") && screen.contains("LAST"));
    return tmux;
  }

  /** Numbers and blanks may be any. */
  private static List<String> normalised(String screen) {
    return screen
        .lines()
        .map(line -> line.replaceAll("[\\u2581-\\u2588]", " "))
        .map(line -> line.replaceAll("127\\.0\\.71\\.(\\d+)", "client-$1"))
        .map(line -> line.replaceAll("(?<![\\w\\[-])[\\d.]+(?![\\w-])", "N"))
        .map(line -> line.replaceAll("N:N:N", "CLOCK"))
        .map(line -> line.replaceAll(" +", " ").strip())
        .toList();
  }

  @Test
  void showsOnePictureOnASmallTerminal() {
    try (Tmux tmux = top()) {
      tmux.press("p");
      List<String> lines = normalised(tmux.await("a pause", screen -> screen.contains("PAUSED")));
      assertThat(lines).hasSize(24);
      assertThat(lines.get(0))
          .startsWith("drop444 ")
          .endsWith("in N dev.drop444.it.server.TomcatMain PAUSED");
      assertThat(lines.subList(1, 18))
          .containsExactly(
              "mode enforce open N bans N faults N self N%",
              "connections N/s requests N/s drops N/s watched N/s",
              "SERVER REQUESTS/S DROPS/S REQUESTS",
              "tomcat N N N",
              "RULE DROPS/S ALL",
              "trap N N",
              "malformed N N",
              "CLIENT HITS RULE BANNED FOR",
              "> client-66 N trap -",
              "client-2 N malformed -",
              "LAST DROPS",
              "CLOCK drop trap client-66 GET /trap HTTP/N",
              "CLOCK drop trap client-66 GET /trap HTTP/N",
              "CLOCK drop trap client-66 GET /trap HTTP/N",
              "CLOCK drop malformed client-2 syntax GET /bad?\\x1b[31m",
              "",
              "");
      assertThat(lines.get(23)).isEqualTo(KEYS.replaceAll(" +", " "));
      quits(tmux, "q", 0);
    }
  }

  /** Until the shell has its terminal back, as it was. */
  private static void quits(Tmux tmux, String key, int status) {
    tmux.press(key);
    tmux.await("the shell", screen -> screen.contains("ended with " + status));
    assertThat(tmux.flags()).as("cursor, other screen, wrapping").isEqualTo("1 0 1");
    tmux.type("stty -g | cmp - before && echo as it was");
    tmux.await("the terminal's settings", screen -> screen.contains("\nas it was"));
  }

  @Test
  void bansAndLiftsWhoIsSelected() {
    try (Tmux tmux = top()) {
      tmux.press("Down");
      tmux.await("the second client", screen -> screen.contains("> 127.0.71.2 "));
      tmux.press("b");
      tmux.await("a question", screen -> screen.contains("ban 127.0.71.2 for 1h?"));
      tmux.press("n");
      tmux.await("no question", screen -> screen.contains(KEYS));
      assertThat(from("127.0.71.2").get("/hello")).isEqualTo("200");

      tmux.press("b");
      tmux.await("a question", screen -> screen.contains("ban 127.0.71.2 for 1h?"));
      tmux.press("y");
      tmux.await("the ban", screen -> screen.contains("127.0.71.2 is banned"));
      assertThat(from("127.0.71.2").refusal()).isEqualTo(End.RST);
      tmux.await("how long", screen -> screen.matches("(?s).* operator +(1h|59m .*)\n.*"));
      assertThat(from("127.0.71.66").get("/hello")).isEqualTo("200");

      tmux.press("u");
      tmux.await("no ban", screen -> screen.contains("127.0.71.2 is not banned any more"));
      assertThat(from("127.0.71.2").get("/hello")).isEqualTo("200");
      quits(tmux, "q", 0);
    }
  }

  @Test
  void switchesTheMode() {
    try (Tmux tmux = top()) {
      tmux.press("m");
      tmux.await("a question", screen -> screen.contains("which mode?"));
      tmux.press("m");
      tmux.await("the mode", screen -> screen.contains("mode monitor (configured enforce)"));
      assertThat(from("127.0.71.3").get("/trap")).isEqualTo("404");
      tmux.await("what is watched", screen -> screen.contains("watched  "));
      tmux.press("m");
      tmux.press("c");
      tmux.await("the mode", screen -> screen.contains("mode enforce  "));
      assertThat(from("127.0.71.3").get("/trap")).isEqualTo(SILENCE);
      quits(tmux, "q", 0);
    }
  }

  @Test
  void stopsAndGoesOn() {
    try (Tmux tmux = top()) {
      tmux.press("p");
      tmux.await("a pause", screen -> screen.contains("PAUSED"));
      assertThat(from("127.0.71.4").get("/trap")).isEqualTo(SILENCE);
      tmux.press("?");
      tmux.await("help", screen -> screen.contains("Any other key leads back"));
      tmux.press("j");
      assertThat(tmux.await("no help", screen -> screen.contains("LAST DROPS")))
          .doesNotContain("127.0.71.4");
      tmux.press("p");
      tmux.await("the next client", screen -> screen.contains("127.0.71.4"));
      quits(tmux, "q", 0);
    }
  }

  @Test
  void followsTheSizeOfTheWindow() {
    try (Tmux tmux = top()) {
      tmux.resize(110, 30);
      String large =
          tmux.await("a larger screen", screen -> screen.lines().toList().get(29).contains(KEYS));
      assertThat(large.lines().findFirst().orElse("")).hasSize(110).endsWith("Z");
      tmux.resize(60, 12);
      // tmux moves lines about itself until all are written anew.
      tmux.await(
          "a smaller screen",
          screen ->
              screen.lines().toList().get(11).contains(KEYS)
                  && screen.startsWith("drop444 ")
                  && screen.contains("tomcat ")
                  && screen.contains("LAST DROPS"));
      quits(tmux, "q", 0);
    }
  }

  @Test
  void leavesTheTerminalAsItWasAfterCtrlC() {
    try (Tmux tmux = top()) {
      quits(tmux, "C-c", 0);
    }
  }

  @Test
  void leavesTheTerminalAsItWasWhenTheServerIsGone() {
    try (Tmux tmux = top()) {
      running.stop();
      String screen = tmux.await("the shell", text -> text.contains("ended with 9"));
      assertThat(screen).contains("does not answer any more");
      assertThat(tmux.flags()).isEqualTo("1 0 1");
    }
  }

  @Test
  void endsByItself() {
    try (Tmux tmux = Tmux.open(80, 24)) {
      tmux.type("clear; " + command("--count", "2"));
      tmux.await("the shell", screen -> screen.contains("ended with 0"));
      assertThat(tmux.flags()).isEqualTo("1 0 1");
    }
  }

  @Test
  void isPlainLinesWithoutSuchATerminal() {
    try (Tmux tmux = Tmux.open(120, 24)) {
      tmux.type("clear; export TERM=dumb; " + command("--count", "2"));
      String screen = tmux.await("the end", text -> text.contains("ended with 0"));
      assertThat(screen.lines().filter(line -> line.contains(" mode enforce, connections ")))
          .hasSize(2);
    }
  }

  @Test
  void hasNoColoursWhereNobodyWantsThem() {
    try (Tmux tmux = top()) {
      assertThat(tmux.styledScreen()).contains("\u001b[1m\u001b[36m");
      quits(tmux, "q", 0);
      tmux.type("clear; export NO_COLOR=1; " + command());
      tmux.await("the screen", screen -> screen.contains("> 127.0.71.66 "));
      assertThat(tmux.styledScreen()).doesNotContain("\u001b[36m", "\u001b[31m", "\u001b[33m");
      quits(tmux, "q", 0);
    }
  }
}
