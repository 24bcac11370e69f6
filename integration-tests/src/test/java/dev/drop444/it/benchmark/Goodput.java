package dev.drop444.it.benchmark;

import dev.drop444.it.benchmark.load.Addresses;
import dev.drop444.it.benchmark.load.Job;
import dev.drop444.it.benchmark.load.LoadProcess;
import dev.drop444.it.benchmark.load.Tally;
import dev.drop444.it.benchmark.measure.CpuTime;
import dev.drop444.it.benchmark.measure.Row;
import dev.drop444.it.benchmark.measure.Sample;
import dev.drop444.it.benchmark.measure.Spread;
import dev.drop444.it.benchmark.measure.Turns;
import dev.drop444.it.benchmark.measure.WarmUp;
import dev.drop444.it.process.MeasuredServers;
import dev.drop444.it.process.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What good clients still get while bad ones take all they can: each waits for its answer, whatever
 * that is, and then comes again. All of them, and the servers, share the same cores. Confined to
 * one thread.
 */
final class Goodput {

  private static final int GOOD_CLIENTS = 8;
  private static final int BAD_CLIENTS = 64;
  private static final int A_TURN_MILLIS = 1_500;

  private static final int LEAST_WARM_UP = 3;
  private static final int MOST_WARM_UP = 10;

  /** More than anybody gets in that time. */
  private static final int NO_END = 1 << 22;

  /** What a bad client of which everybody has heard asks for. */
  private static final List<byte[]> BAD = Requests.ofScanner("/bad/page");

  private static final List<byte[]> GOOD = Requests.ofBrowsers();
  private static final Addresses GOOD_ADDRESSES = Addresses.of("127.77.0.1", GOOD_CLIENTS);

  private final Effort effort;
  private final Clients clients = new Clients();

  Goodput(Effort effort) {
    this.effort = effort;
  }

  /** Who floods. */
  private enum Flood {
    NONE("no flood"),
    /** Two hundred clients, who are soon banned where somebody bans. */
    SAME("flood of 200 clients"),
    /** Clients of which none comes twice, so that each must be judged by its request. */
    NEW("flood of ever new clients");

    private final String words;

    Flood(String words) {
      this.words = words;
    }

    private Addresses from(Clients clients) {
      // As many as are enough for a turn; what is left over is never used.
      return this == SAME ? Addresses.of("127.88.0.1", 200) : clients.newcomers(1 << 16);
    }
  }

  /** A side in a flood. */
  private record Contender(FloodedSide side, Flood flood) {

    @Override
    public String toString() {
      return side.name() + ", " + flood.words;
    }
  }

  List<Row> measure() {
    List<Row> rows = new ArrayList<>();
    try (LoadProcess good = LoadProcess.start();
        LoadProcess bad = LoadProcess.start()) {
      for (Server server : MeasuredServers.all()) {
        System.out.println("Goodput on " + server.name());
        List<FloodedSide> sides = FloodedSide.start(server);
        try {
          rows.addAll(measure(server, sides, good, bad));
        } finally {
          sides.forEach(FloodedSide::close);
        }
      }
    }
    return rows;
  }

  private List<Row> measure(
      Server server, List<FloodedSide> sides, LoadProcess good, LoadProcess bad) {
    List<Contender> contenders = new ArrayList<>();
    for (Flood flood : Flood.values()) {
      sides.forEach(side -> contenders.add(new Contender(side, flood)));
    }
    Map<Contender, List<Long>> refused = new LinkedHashMap<>();
    // For compilers, and until the bans are there.
    WarmUp.run(
        contenders, LEAST_WARM_UP, MOST_WARM_UP, contender -> turn(contender, good, bad, refused));
    refused.clear();
    Turns<Contender> turns = new Turns<>();
    turns.run(
        contenders,
        Math.max(2, effort.rounds() / 3),
        contender -> turn(contender, good, bad, refused));
    List<Row> rows = new ArrayList<>();
    for (Contender contender : contenders) {
      rows.add(row(server, turns, contender, contenders));
      if (contender.flood != Flood.NONE) {
        rows.add(flood(server, turns, contender, refused));
      }
    }
    return rows;
  }

  /** The sample is of good requests; what became of the bad is noted beside. */
  private Sample turn(
      Contender contender, LoadProcess good, LoadProcess bad, Map<Contender, List<Long>> refused) {
    FloodedSide side = contender.side();
    side.keep();
    CpuTime before = side.cpuTime();
    if (contender.flood() != Flood.NONE) {
      bad.begin(
          new Job(
              Job.Habit.VISIT,
              side.port(),
              BAD_CLIENTS,
              NO_END,
              A_TURN_MILLIS,
              contender.flood().from(clients),
              BAD));
    }
    Tally served =
        good.run(
            new Job(
                Job.Habit.TALK,
                side.port(),
                GOOD_CLIENTS,
                NO_END,
                A_TURN_MILLIS,
                GOOD_ADDRESSES,
                GOOD));
    long ended = contender.flood() == Flood.NONE ? 0 : ended(contender, bad.end());
    Sample sample = Sample.of(served, before, side.cpuTime());
    refused.computeIfAbsent(contender, first -> new ArrayList<>()).add(ended);
    if (served.answered(200) != served.all()) {
      throw new IllegalStateException(contender + ": good clients saw " + served);
    }
    return sample;
  }

  private static long ended(Contender contender, Tally flood) {
    boolean asExpected =
        contender.side().drops() ? flood.silent() == flood.all() : flood.silent() == 0;
    if (!asExpected || flood.failed() > 0) {
      throw new IllegalStateException(contender + ": bad clients saw " + flood);
    }
    return flood.all();
  }

  private static Row row(
      Server server, Turns<Contender> turns, Contender contender, List<Contender> all) {
    Row row =
        Row.of(
            "good requests/s; their p99, ms",
            server.name(),
            contender.toString(),
            turns.of(contender, Sample::perSecond).text(0)
                + String.format(
                    ", p99 %.0f", turns.of(contender, sample -> sample.p99() / 1e6).median()));
    for (Contender other : all) {
      if (other.flood() == contender.flood()
          && other.side().isNginx()
          && !other.equals(contender)) {
        Spread ratio = turns.ratio(contender, other, Sample::perSecond);
        row = row.ratio(ratio, "nginx in front", 2);
        if (contender.flood() != Flood.NONE && contender.side().isOurs()) {
          row = row.atLeast(1, ratio.median());
        }
      }
    }
    return row;
  }

  /** What the flood got, and what all of it took. */
  private static Row flood(
      Server server,
      Turns<Contender> turns,
      Contender contender,
      Map<Contender, List<Long>> refused) {
    double perSecond =
        refused.getOrDefault(contender, List.of()).stream()
                .mapToLong(Long::longValue)
                .average()
                .orElse(0)
            * 1e3
            / A_TURN_MILLIS;
    return Row.of(
        "CPU of the servers, cores; bad connections/s",
        server.name(),
        contender.toString(),
        turns.of(contender, Sample::cores).text(2) + String.format(", %.0f/s", perSecond));
  }
}
