package dev.drop444.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Somebody with a drop444.jar at a command line. Immutable. */
public record Operator(Path jar) {

  /** With the jar that was built. */
  public static Operator withAgent() {
    return new Operator(Surroundings.agent());
  }

  /** {@code java -jar drop444.jar …}. */
  public JavaRun runs(String... command) {
    return runs(List.of(), command);
  }

  /** The same with options of that Java. */
  public JavaRun runs(List<String> options, String... command) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-XX:TieredStopAtLevel=1");
    arguments.addAll(options);
    arguments.addAll(List.of("-jar", jar.toString()));
    arguments.addAll(List.of(command));
    return JavaRun.of("operator", Surroundings.java(), arguments);
  }

  /** Attaches, which must succeed. */
  public JavaRun attaches(ServerProcess server, String... settings) {
    return attaches(server.pid(), settings);
  }

  /** Attaches to a process that the test does not control otherwise. */
  public JavaRun attaches(long pid, String... settings) {
    List<String> command = new ArrayList<>(List.of("attach", Long.toString(pid)));
    // A line for each drop, which tests look for.
    command.addAll(List.of("log.first=100000", "log.rate=1000000"));
    command.addAll(List.of(settings));
    return mustSucceed(runs(command.toArray(String[]::new)));
  }

  /** Detaches, which must succeed. */
  public JavaRun detaches(ServerProcess server) {
    return detaches(server.pid());
  }

  /** Detaches from a process that the test does not control otherwise. */
  public JavaRun detaches(long pid) {
    return mustSucceed(runs("detach", Long.toString(pid)));
  }

  /** What {@code list} says guards a server. */
  public String guardOf(ServerProcess server) {
    return mustSucceed(runs("list"))
        .output()
        .lines()
        .filter(line -> line.startsWith(server.pid() + " "))
        .findFirst()
        .orElse("not listed");
  }

  private static JavaRun mustSucceed(JavaRun run) {
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
    return run;
  }

  /**
   * The classes of ours that have instances in a server after a collection, loaders included: a
   * class that is still there has its loader.
   */
  public static Set<String> remains(ServerProcess server) {
    return remains(server.pid());
  }

  /** The same of a process that the test does not control otherwise. */
  public static Set<String> remains(long pid) {
    return histogram(pid).keySet();
  }

  /** How many instances of a class of ours are on the heap after a collection. */
  static long count(ServerProcess server, String className) {
    return histogram(server.pid()).getOrDefault(className, 0L);
  }

  private static Map<String, Long> histogram(long pid) {
    Path jcmd = Surroundings.java().resolveSibling("jcmd");
    JavaRun run = JavaRun.of("jcmd", jcmd, List.of(Long.toString(pid), "GC.class_histogram"));
    assertThat(run.output()).as(run.errors()).contains("java.lang.String");
    Map<String, Long> counts = new TreeMap<>();
    for (String line : run.output().lines().toList()) {
      String[] words = line.trim().split(" +", -1);
      String name = words.length < 4 ? "" : words[3];
      if (name.contains("dev.drop444.") && !name.contains("dev.drop444.it.")) {
        counts.merge(name, Long.parseLong(words[1]), Long::sum);
      }
    }
    return counts;
  }
}
