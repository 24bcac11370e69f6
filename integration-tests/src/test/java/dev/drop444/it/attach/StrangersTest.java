package dev.drop444.it.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * JVMs of somebody else: of another user, and in namespaces of their own as a container has them.
 * Only root can make either, with {@code setpriv} and {@code unshare} of util-linux.
 */
@EnabledOnOs(OS.LINUX)
class StrangersTest {

  private static final int NOT_PERMITTED = 5;
  private static final int IN_CONTAINER = 6;

  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private static final List<String> IN_NAMESPACES =
      List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc");

  private static final String ASLEEP =
      "public class Asleep { public static void main(String[] none) throws Exception {"
          + " System.out.println(\"ready\"); Thread.sleep(300_000); } }";

  @TempDir private Path directory;
  private Path jar;
  private @Nullable Process stranger;

  StrangersTest() {
    directory = Path.of("");
    jar = Surroundings.agent();
  }

  @BeforeEach
  void placeWhatEverybodyCanRead() throws IOException {
    assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")));
    Path folder = Files.createDirectory(directory.resolve("jar"));
    jar = Files.copy(jar, folder.resolve("drop444.jar"));
    Files.writeString(directory.resolve("Asleep.java"), ASLEEP);
    for (Path each : List.of(directory, folder, jar, directory.resolve("Asleep.java"))) {
      each.toFile().setReadable(true, /* ownerOnly= */ false);
      each.toFile().setExecutable(true, /* ownerOnly= */ false);
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (stranger != null) {
      stranger.descendants().forEach(ProcessHandle::destroyForcibly);
      stranger.destroyForcibly();
      stranger.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void anotherUsersProcess() throws IOException {
    long pid = asleep(List.of());
    JavaRun refused = operator(AS_NOBODY, jar, "attach", pid);
    assertThat(refused.exit()).as(refused.errors()).isEqualTo(NOT_PERMITTED);
    assertThat(refused.errors())
        .contains("belongs to root", "sudo -u root")
        .doesNotContain("\tat ");
  }

  /** Root may attach to everybody. */
  @Test
  void rootHasEverybodysProcesses() throws IOException {
    long pid = asleep(AS_NOBODY);
    succeeds(operator(List.of(), jar, "attach", pid), "attached drop444 ");
    succeeds(operator(List.of(), jar, "detach", pid), "detached drop444 ");
  }

  /** As a sidecar or a host's administrator sees it, with the jar in a volume that both have. */
  @Test
  void aContainerThatHasTheJar() throws IOException {
    long pid = asleep(IN_NAMESPACES);
    succeeds(operator(List.of(), jar, "attach", pid), "attached drop444 ");
    succeeds(operator(List.of(), jar, "detach", pid), "detached drop444 ");
  }

  @Test
  void aContainerWithoutTheJar() throws IOException {
    List<String> hidden = new ArrayList<>(IN_NAMESPACES);
    hidden.addAll(List.of("sh", "-c", "mount -t tmpfs none \"$0\" && exec \"$@\""));
    hidden.add(directory.resolve("jar").toString());
    long pid = asleep(hidden);
    JavaRun refused = operator(List.of(), jar, "attach", pid);
    assertThat(refused.exit()).as(refused.errors()).isEqualTo(IN_CONTAINER);
    assertThat(refused.errors())
        .contains("runs in a container and does not see " + jar, "docker exec")
        .doesNotContain("\tat ");
  }

  private static void succeeds(JavaRun run, String saying) {
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
    assertThat(run.output()).contains(saying);
  }

  private static JavaRun operator(List<String> as, Path jar, String command, long pid) {
    List<String> all = new ArrayList<>(as);
    all.addAll(List.of(Surroundings.java().toString(), "-XX:TieredStopAtLevel=1", "-jar"));
    all.addAll(List.of(jar.toString(), command, Long.toString(pid)));
    return JavaRun.of("operator", Path.of(all.get(0)), all.subList(1, all.size()));
  }

  /** Starts a JVM, and waits until it runs its main. */
  private long asleep(List<String> prefix) throws IOException {
    Path output = directory.resolve("asleep.txt");
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(Surroundings.java().toString(), "-XX:TieredStopAtLevel=1", "-Xmx64m"));
    command.add(directory.resolve("Asleep.java").toString());
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    stranger = process;
    String said = Await.that("a JVM", () -> read(output), text -> ready(text, process));
    assumeTrue(said.contains("ready"), "This machine makes no such process: " + said);
    // unshare stays above what it starts.
    return process.children().findFirst().map(ProcessHandle::pid).orElse(process.pid());
  }

  private static boolean ready(String text, Process process) {
    return text.contains("ready") || !process.isAlive();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
