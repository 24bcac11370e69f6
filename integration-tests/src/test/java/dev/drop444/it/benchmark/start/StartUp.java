package dev.drop444.it.benchmark.start;

import dev.drop444.it.benchmark.measure.Row;
import dev.drop444.it.benchmark.measure.Spread;
import dev.drop444.it.benchmark.start.Variant.Cost;
import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Surroundings;
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
  }

  /** What agents add to a start that has nothing but the JDK's own archive, round by round. */
  public static List<Row> added() {
    Server server = Servers.tomcatOfJars();
    Variant bare = Variant.bare(Archive.NONE);
    Variant ours = Variant.ours(Archive.NONE, Training.WITHOUT_AGENT);
    Variant others = Variant.openTelemetry();
    Map<Variant, List<Cost>> costs = measure(server, List.of(bare, ours, others));
    List<Double> millis = new ArrayList<>();
    List<Double> cpuMillis = new ArrayList<>();
    List<Double> share = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      Cost without = cost(costs, bare, i);
      Cost with = cost(costs, ours, i);
      double added = with.millis() - without.millis();
      millis.add(added);
      cpuMillis.add((double) (with.cpuMillis() - without.cpuMillis()));
      share.add(added / (cost(costs, others, i).millis() - without.millis()));
    }
    String name = server.name();
    Spread shares = Spread.of(share);
    return List.of(
        row("start-up added, ms", name, Spread.of(millis))
            .atMost(MOST_ADDED_MILLIS, Spread.of(millis).median()),
        row("start-up added, ms of CPU", name, Spread.of(cpuMillis)),
        Row.of("start-up added", name, "drop444", "as above")
            .ratio(shares, "what OpenTelemetry's agent adds", 3)
            .atMost(MOST_SHARE, shares.median()));
  }

  private static Cost cost(Map<Variant, List<Cost>> costs, Variant variant, int round) {
    return costs.getOrDefault(variant, List.of()).get(round);
  }

  private static Row row(String measure, String server, Spread spread) {
    return Row.of(measure, server, "drop444", spread.text(0));
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
    return Spread.of(values.mapToObj(value -> (double) value).toList()).text(0);
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
