package dev.drop444.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium, one process for each page. */
final class Chromium {

  private static final long DEADLINE_SECONDS = 180;

  /** It says nothing to anybody by itself, and finds nobody but this machine. */
  private static final List<String> QUIET =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
          "--enable-logging=stderr");

  private final Path program;
  private final Path directory;
  private int runs;

  private Chromium(Path program, Path directory) {
    this.program = program;
    this.directory = directory;
  }

  /** The one that is installed here, if there is one. */
  static Optional<Chromium> find(Path directory) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(in -> Path.of(in, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Chromium(program, directory));
  }

  /** Opens a page, and returns what Chromium wrote to standard output and to standard error. */
  List<String> open(String url, String... options) throws IOException, InterruptedException {
    Path home = Files.createDirectory(directory.resolve("chromium-" + ++runs));
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(QUIET);
    command.add("--user-data-dir=" + home.resolve("profile"));
    command.addAll(List.of(options));
    command.add(url);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    try {
      assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return List.of(Files.readString(out), Files.readString(err));
  }
}
