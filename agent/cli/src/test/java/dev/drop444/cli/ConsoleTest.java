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
}
