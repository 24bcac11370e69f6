package dev.drop444.it.startup;

import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.startup.Variant.Cost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Measures embedded Tomcat from the start of its JVM to the first response. The variants take
 * turns, so that what else the machine does meets all of them; as many rounds as the system
 * property {@code drop444.test.rounds} says, with the agents that {@code drop444.test.agents} says.
 */
public final class StartUp {

  private static final int ROUNDS = Integer.getInteger("drop444.test.rounds", 9);

  private static final double MOST_ADDED_MILLIS = 250;
  private static final double MOST_SHARE = 1.0 / 8;

  private static final List<String> AGENTS =
      List.of(
          System.getProperty("drop444.test.agents", "none,drop444,OpenTelemetry").split(",", -1));

  private StartUp() {}

  /** Measures, and prints a table. */
  public static void main(String[] arguments) {
    Server server = Servers.tomcatOfJars();
    int java = feature();
    Map<Variant, List<Cost>> costs =
        measure(
            server,
            variants().stream()
                .filter(variant -> java >= variant.archive().since())
                .filter(variant -> AGENTS.contains(variant.agents()))
                .toList());
    System.out.printf("%s, Java %d, %d rounds%n", server, java, ROUNDS);
    System.out.println(
        "| Agent | Kept from a start before | First response, ms: median (least to most) |"
            + " CPU time, ms: the same | Classes out of an archive |");
    System.out.println("|---|---|---|---|---|");
    costs.forEach((variant, seen) -> System.out.println(row(server, variant, seen)));
    System.out.println();
    System.out.println(Figures.head());
    added(server, costs).forEach(System.out::println);
  }

  /** What agents add to a start that has nothing but the JDK's own archive. */
  public static List<Figures> added() {
    Server server = Servers.tomcatOfJars();
    Map<Variant, List<Cost>> costs =
        measure(
            server,
            List.of(
                Variant.bare(Archive.NONE),
                Variant.ours(Archive.NONE, Training.WITHOUT_AGENT),
                Variant.openTelemetry()));
    return added(server, costs);
  }

  private static Map<Variant, List<Cost>> measure(Server server, List<Variant> variants) {
    Map<Variant, List<Cost>> costs = new LinkedHashMap<>();
    for (Variant variant : variants) {
      variant.train(server);
      costs.put(variant, new ArrayList<>());
    }
    // The first round warms the machine's caches, and does not count.
    for (int round = 0; round <= ROUNDS; round++) {
      for (Map.Entry<Variant, List<Cost>> entry : costs.entrySet()) {
        Cost cost = entry.getKey().cost(server);
        if (round > 0) {
          entry.getValue().add(cost);
        }
      }
    }
    return costs;
  }

  /**
   * A JVM does not write a CDS archive when it has an agent, but an AOT cache. OpenTelemetry's
   * agent adds to the boot class path, which switches off both for the application's classes.
   */
  private static List<Variant> variants() {
    return List.of(
        Variant.bare(Archive.NONE),
        Variant.ours(Archive.NONE, Training.WITHOUT_AGENT),
        Variant.openTelemetry(),
        Variant.bare(Archive.CDS),
        Variant.ours(Archive.CDS, Training.WITHOUT_AGENT),
        Variant.bare(Archive.AOT),
        Variant.ours(Archive.AOT, Training.WITHOUT_AGENT),
        Variant.ours(Archive.AOT, Training.WITH_MODULE),
        Variant.ours(Archive.AOT, Training.WITH_AGENT));
  }

  private static String row(Server server, Variant variant, List<Cost> costs) {
    Variant.Shared shared = variant.shared(server);
    String kept =
        variant.archive() == Archive.NONE
            ? "nothing"
            : variant.archive() + ", made " + variant.training();
    return String.format(
        "| %s | %s | %s | %s | %d of %d |",
        variant.agents(),
        kept,
        spread(costs.stream().mapToLong(Cost::millis)),
        spread(costs.stream().mapToLong(Cost::cpuMillis)),
        shared.shared(),
        shared.loaded());
  }

  private static String spread(LongStream values) {
    long[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2] + " (" + sorted[0] + " to " + sorted[sorted.length - 1] + ")";
  }

  /** What agents add to a start that has nothing but the JDK's own archive, round by round. */
  private static List<Figures> added(Server server, Map<Variant, List<Cost>> costs) {
    List<Cost> bare = costs.get(Variant.bare(Archive.NONE));
    List<Cost> ours = costs.get(Variant.ours(Archive.NONE, Training.WITHOUT_AGENT));
    List<Cost> others = costs.get(Variant.openTelemetry());
    if (bare == null || ours == null) {
      return List.of();
    }
    String side = server + ", drop444";
    Figures millis = new Figures("start-up added, ms", side, MOST_ADDED_MILLIS);
    Figures cpuMillis = new Figures("start-up added, ms of CPU", side);
    Figures share = new Figures("of what OpenTelemetry's agent adds", side, MOST_SHARE);
    Figures cpuShare = new Figures("of what OpenTelemetry's agent adds in CPU time", side);
    for (int i = 0; i < bare.size(); i++) {
      double added = ours.get(i).millis() - bare.get(i).millis();
      double cpuAdded = ours.get(i).cpuMillis() - bare.get(i).cpuMillis();
      millis.add(added);
      cpuMillis.add(cpuAdded);
      if (others != null) {
        share.add(added / (others.get(i).millis() - bare.get(i).millis()));
        cpuShare.add(cpuAdded / (others.get(i).cpuMillis() - bare.get(i).cpuMillis()));
      }
    }
    return others == null
        ? List.of(millis, cpuMillis)
        : List.of(millis, cpuMillis, share, cpuShare);
  }

  /** The feature version of the server's JDK, which need not be ours. */
  private static int feature() {
    JavaRun run =
        JavaRun.of(
            "version", Surroundings.java(), List.of("-XshowSettings:properties", "-version"));
    return run.errors()
        .lines()
        .map(String::trim)
        .filter(line -> line.startsWith("java.specification.version = "))
        .map(line -> line.substring(line.indexOf('=') + 2))
        .map(Integer::valueOf)
        .findFirst()
        .orElseThrow();
  }
}
