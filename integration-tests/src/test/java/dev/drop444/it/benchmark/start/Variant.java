package dev.drop444.it.benchmark.start;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.OtherAgents;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A way to start the server. Immutable.
 *
 * @param agents which agents, in words
 * @param options what brings them into the JVM
 * @param archive what is kept from a start before
 * @param training what that start had
 */
record Variant(String agents, List<String> options, Archive archive, Training training) {

  static Variant bare(Archive archive) {
    return new Variant("none", List.of(), archive, Training.WITHOUT_AGENT);
  }

  static Variant ours(Archive archive, Training training) {
    return new Variant("drop444", List.of("-javaagent:" + Surroundings.agent()), archive, training);
  }

  static Variant openTelemetry() {
    return new Variant(
        "OpenTelemetry", OtherAgents.openTelemetry(), Archive.NONE, Training.WITHOUT_AGENT);
  }

  /** Makes the archive, if one is wanted and can be had. */
  void train(Server server) {
    if (archive == Archive.NONE) {
      return;
    }
    try {
      Files.createDirectories(file().getParent());
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (ServerProcess process =
        start(server, "train", archive.training(file()), training.options(options))) {
      answers(process);
      process.stop();
    }
  }

  /** Starts the server, asks it for a page, and ends it: what it took until the answer. */
  Cost cost(Server server) {
    long start = System.nanoTime();
    try (ServerProcess process = start(server, "timed", archive.use(file()), options)) {
      answers(process);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      long cpuMillis =
          ProcessHandle.of(process.pid())
              .flatMap(handle -> handle.info().totalCpuDuration())
              .map(Duration::toMillis)
              .orElse(0L);
      return new Cost(millis, cpuMillis);
    }
  }

  /** Milliseconds on the clock, and of CPU time of all threads, 0 if the system does not tell. */
  record Cost(long millis, long cpuMillis) {}

  /** How many of the classes that a start loads come out of an archive. */
  Shared shared(Server server) {
    Path list = Surroundings.work().resolve("startup").resolve("classes.txt");
    List<String> use = new ArrayList<>(archive.use(file()));
    use.add("-Xlog:class+load:file=" + list + ":none");
    try {
      Files.createDirectories(list.getParent());
      Files.deleteIfExists(list);
      try (ServerProcess process = start(server, "listed", use, options)) {
        answers(process);
        process.stop();
      }
      List<String> loaded =
          Files.readAllLines(list).stream().filter(line -> line.contains(" source: ")).toList();
      long shared =
          loaded.stream().filter(line -> line.contains("source: shared objects file")).count();
      return new Shared(loaded.size(), shared);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Classes loaded, and those of them that came out of an archive. */
  record Shared(int loaded, long shared) {}

  private static ServerProcess start(
      Server server, String name, List<String> archiving, List<String> agent) {
    // The compilers of a real server, not those that the tests save time with.
    Setup setup = Setup.BARE.named("startup-" + name).option("-XX:TieredStopAtLevel=4");
    for (String option : archiving) {
      setup = setup.option(option);
    }
    for (String option : agent) {
      setup = setup.option(option);
    }
    return ServerProcess.start(server, setup);
  }

  private static void answers(ServerProcess process) {
    String status = new Caller("127.0.0.1", process.plainPort()).get("/hello");
    if (!status.equals("200")) {
      throw new IllegalStateException("Not served: " + status);
    }
  }

  private Path file() {
    String name = agents + "-" + training.name() + "." + archive.name();
    return Surroundings.work().resolve("startup").resolve(name.toLowerCase(Locale.ROOT));
  }
}
