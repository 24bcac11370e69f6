package dev.drop444.it.console;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A terminal with a shell in it, on a tmux server of its own. Confined to one thread. */
final class Tmux implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/tmux");
  private static final String PROMPT = "ready> ";

  private final String socket;

  private Tmux(String socket) {
    this.socket = socket;
  }

  /** Whether this machine has it. */
  static boolean isThere() {
    return Files.isExecutable(PROGRAM);
  }

  /** A terminal of a size, whose shell waits. */
  static Tmux open(int columns, int rows) {
    Path directory;
    try {
      directory = Files.createTempDirectory(Files.createDirectories(Surroundings.work()), "tmux-");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Tmux tmux = new Tmux("drop444-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    tmux.runs(
        "new-session",
        "-d",
        "-c",
        directory.toString(),
        "-x",
        Integer.toString(columns),
        "-y",
        Integer.toString(rows),
        "env",
        "-u",
        "NO_COLOR",
        "LC_ALL=C.UTF-8",
        "PS1=" + PROMPT,
        "sh");
    tmux.await("the shell", screen -> screen.contains(PROMPT.trim()));
    return tmux;
  }

  /** Types a line, with its end. */
  void type(String line) {
    runs("send-keys", "-l", line);
    runs("send-keys", "Enter");
  }

  /** Presses a key, by tmux's name for it. */
  void press(String key) {
    runs("send-keys", key);
  }

  void resize(int columns, int rows) {
    runs("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
  }

  /** What is on the screen, line by line. */
  String screen() {
    return runs("capture-pane", "-p");
  }

  /** The same with the sequences that style it. */
  String styledScreen() {
    return runs("capture-pane", "-p", "-e");
  }

  /** Whether the cursor shows, and whether the other screen is on: {@code 1 0} in a shell. */
  String flags() {
    return runs("display-message", "-p", "#{cursor_flag} #{alternate_on} #{wrap_flag}").trim();
  }

  /** Waits for what is wanted. */
  String await(String what, Predicate<String> wanted) {
    return Await.that(what, this::screen, wanted);
  }

  private String runs(String... command) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of(PROGRAM.toString(), "-u", "-L", socket, "-f", "/dev/null"));
    all.addAll(List.of(command));
    try {
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(all + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    runs("kill-server");
  }
}
