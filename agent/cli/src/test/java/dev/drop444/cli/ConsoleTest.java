package dev.drop444.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return Console.run(
        List.of(arguments),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void checkTellsGoodFromWrong(@TempDir Path directory) throws IOException {
    assertThat(run("check")).isZero();
    assertThat(run("check", "deny=192.0.2.1,192.0.2.3", "rule.x.path=/a,b=c")).isZero();
    assertThat(out()).contains("deny: 2 ranges").contains("x (drop)");
    Path file = Files.writeString(directory.resolve("d.properties"), "mode=montior\n");
    assertThat(run("check", "--config", file.toString(), "close=x")).isEqualTo(1);
    assertThat(err()).contains("monitor?").contains("fin or rst").contains("problems: 2");
  }

  @Test
  void explainTellsWhatHappens() {
    assertThat(
            run(
                "explain",
                "--client",
                "192.0.2.7",
                "rule.p.path=/x",
                "rule.p.port=8443",
                "--port",
                "8443",
                "--https",
                "GET /x?a=b HTTP/1.1",
                "Cookie: a=b"))
        .isZero();
    assertThat(out())
        .contains("request  GET /x?a=b HTTP/1.1 from 192.0.2.7")
        .contains("decision drop by the rule p");
    assertThat(run("explain", "mode=x", "GET /")).isEqualTo(1);
  }

  @Test
  void whatIsNotUnderstoodIsTwo() {
    String[][] commands = {
      {"chekc"},
      {"check", "x"},
      {"check", "--port", "1"},
      {"check", "--config"},
      {"explain"},
      {"explain", "--port", "0", "GET /"},
      {"explain", "--client", "nobody", "GET /"},
    };
    for (String[] command : commands) {
      assertThat(run(command)).as(String.join(" ", command)).isEqualTo(2);
    }
    assertThat(out()).isEmpty();
    assertThat(err().lines()).hasSize(2 * commands.length);
  }

  @Test
  void helpAndVersion() {
    assertThat(run()).isZero();
    assertThat(run("--help")).isZero();
    assertThat(out()).contains("-javaagent:drop444.jar").contains("drop444.mode");
    assertThat(run("--version")).isZero();
    assertThat(out()).containsPattern("\ndrop444 [0-9]");
  }

  @Test
  void everyCommandHasItsOwnHelp() {
    String[] commands = {
      "list",
      "attach",
      "detach",
      "status",
      "top",
      "bans",
      "ban",
      "unban",
      "mode",
      "reload",
      "check",
      "explain",
      "completion",
      "help"
    };
    for (String command : commands) {
      out.reset();
      assertThat(run("help", command)).as(command).isZero();
      String help = out();
      assertThat(help).contains("Usage: java -jar drop444.jar " + command);
      out.reset();
      assertThat(run(command, "--help")).as(command).isZero();
      assertThat(out()).isEqualTo(help);
    }
    assertThat(run("help", "nothing")).isEqualTo(2);
    out.reset();
    assertThat(run("help", "ban")).isZero();
    assertThat(out()).contains("Exit status", "10", "--for", "--json");
  }

  @Test
  void reportMakesAPage(@TempDir Path directory) throws IOException {
    Path log =
        Files.writeString(
            directory.resolve("drop.log"),
            "time=2026-11-26T14:10:00.123Z mode=enforce action=drop gate=request rule=scanners"
                + " client=203.0.113.7 peer=203.0.113.7 request=\"GET /.env HTTP/1.1\""
                + " host=\"www.example.org\" user-agent=\"curl/8.5.0\"\nsomething else\n");
    Path page = directory.resolve("report.html");
    assertThat(run("report", log.toString(), "-o", page.toString())).as(err()).isZero();
    assertThat(out()).contains("report.html: requests and connections 1", "drop log 1");
    assertThat(page).content().contains("scanners", "203.0.113.7");
    assertThat(run("report", log.toString())).isEqualTo(2);
    assertThat(run("report", "-o", page.toString())).isEqualTo(2);
    assertThat(run("report", "-x", "-o", page.toString())).isEqualTo(2);
    String missing = directory.resolve("missing.log").toString();
    assertThat(run("report", missing, "-o", page.toString())).isEqualTo(9);
    assertThat(run("report", log.toString(), "-o", missing + "/x.html")).isEqualTo(9);
    assertThat(err()).contains("missing.log").doesNotContain("\tat ");
  }

  @Test
  void jsonIsOneLine() {
    assertThat(run("check", "--json", "mode=x")).isEqualTo(1);
    assertThat(out()).startsWith("{\"good\":false,\"problems\":[\"drop444.mode").hasLineCount(1);
    out.reset();
    assertThat(run("explain", "--json", "rule.p.path=/x", "GET /x")).isZero();
    assertThat(out()).startsWith("{\"drops\":true,\"decider\":\"p\",\"lines\":[").hasLineCount(1);
    assertThat(err()).isEmpty();
  }

  /** As bash itself reads it; zsh takes the same. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void completionIsAScript(@TempDir Path directory) throws Exception {
    assertThat(run("completion")).isZero();
    Path script = Files.writeString(directory.resolve("drop444.bash"), out());
    String asked =
        ". "
            + script
            + "; COMP_WORDS=(drop444 unb); COMP_CWORD=1; _complete_drop444; echo ${COMPREPLY[@]};"
            + " COMP_WORDS=(drop444 ban --f); COMP_CWORD=2; _complete_drop444; echo ${COMPREPLY[@]}";
    Process bash = new ProcessBuilder("bash", "-c", asked).redirectErrorStream(true).start();
    String completed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(completed).isZero();
    assertThat(completed).containsSubsequence("unban", "--for");
  }
}
