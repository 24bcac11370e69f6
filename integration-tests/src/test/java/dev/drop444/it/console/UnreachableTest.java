package dev.drop444.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.app.IdleMain;
import dev.drop444.it.attach.Operator;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.ProcessLog;
import dev.drop444.it.process.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes in which the console can do nothing: each is told by its exit status and a sentence.
 */
class UnreachableTest {

  private static final int REFUSED = 7;
  private static final int NOT_GUARDED = 10;
  private static final int NO_MANAGEMENT = 11;

  private static final String AGENT = "-javaagent:" + Surroundings.agent();

  @TempDir private Path directory;

  UnreachableTest() {
    directory = Path.of("");
  }

  private void fails(int status, String because, String... options)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "idle", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Surroundings.java().toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", Surroundings.classes().toString(), IdleMain.class.getName()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      Await.that(
          "a JVM", () -> new ProcessLog(output).all(), text -> text.contains(IdleMain.READY));
      String pid = Long.toString(process.pid());
      for (String verb : List.of("status", "top", "bans")) {
        JavaRun run = Operator.withAgent().runs(verb, pid);
        assertThat(run.exit()).as(run.errors()).isEqualTo(status);
        assertThat(run.errors()).contains(because, pid).doesNotContain("\tat ");
        assertThat(run.output()).isEmpty();
      }
    } finally {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void nothingGuardsIt() throws IOException, InterruptedException {
    fails(NOT_GUARDED, "is not guarded");
  }

  @Test
  void itIsToShowNothing() throws IOException, InterruptedException {
    fails(NO_MANAGEMENT, "jmx=false", AGENT, "-Ddrop444.jmx=false");
  }

  @Test
  void itsJavaHasNoManagement() throws IOException, InterruptedException {
    fails(
        NO_MANAGEMENT,
        "no module java.management",
        AGENT,
        "--limit-modules=java.base,java.instrument");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nobodyMayAttach() throws IOException, InterruptedException {
    fails(REFUSED, "-XX:+DisableAttachMechanism", AGENT, "-XX:+DisableAttachMechanism");
  }
}
