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
import dev.drop444.it.benchmark.side.Drop444;
import dev.drop444.it.benchmark.side.JavaSide;
import dev.drop444.it.benchmark.side.Side;
import dev.drop444.it.process.MeasuredServers;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Setup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What drop444 adds to a request that passes. Two processes without it show how much two runs of
 * the same differ, which is what no ratio can be better than. Confined to one thread.
 */
final class GoodTraffic {

  private static final int PARALLEL = 8;

  /** Requests in one turn: some tenths of a second, of which caches are cold for a fraction. */
  private static final int A_TURN = 20_000;

  private static final int TURN_MILLIS = 30_000;

  private static final int LEAST_WARM_UP = 5;
  private static final int MOST_WARM_UP = 40;

  /** Cheap ones, and small differences: more of them than elsewhere. */
  private static final int MORE_ROUNDS = 3;

  private static final List<byte[]> REQUESTS = Requests.ofBrowsers();

  private final Effort effort;
  private Addresses clients = Addresses.of("127.77.0.0", PARALLEL);

  GoodTraffic(Effort effort) {
    this.effort = effort;
  }

  /** Who is measured. */
  private enum Contender {
    NONE("none", 0),
    AGAIN("none, again", 0),
    STANDARD("drop444: standard", 1.01),
    HEAVY("drop444: heavy", 1.03);

    private final String words;
    private final double target;

    Contender(String words, double target) {
      this.words = words;
      this.target = target;
    }

    private Side start(Server server) {
      Setup setup =
          switch (this) {
            case NONE, AGAIN -> Setup.BARE;
            case STANDARD -> Drop444.standard("standard");
            case HEAVY -> Drop444.heavy("heavy");
          };
      return JavaSide.start(words, server, setup);
    }
  }

  List<Row> measure() {
    List<Row> rows = new ArrayList<>();
    try (LoadProcess load = LoadProcess.start()) {
      for (Server server : MeasuredServers.all()) {
        List<Turns<Contender>> forks = new ArrayList<>();
        for (int fork = 1; fork <= effort.forks(); fork++) {
          System.out.println("Good traffic on " + server.name() + ", processes " + fork);
          forks.add(fork(server, load));
        }
        rows.addAll(rows(server, forks));
      }
    }
    return rows;
  }

  private Turns<Contender> fork(Server server, LoadProcess load) {
    Map<Contender, Side> sides = new EnumMap<>(Contender.class);
    try {
      for (Contender contender : Contender.values()) {
        sides.put(contender, contender.start(server));
      }
      WarmUp.run(
          List.copyOf(sides.values()), LEAST_WARM_UP, MOST_WARM_UP, side -> turn(side, load));
      Turns<Contender> turns = new Turns<>();
      turns.run(
          List.of(Contender.values()),
          effort.rounds() * MORE_ROUNDS,
          contender -> turn(Objects.requireNonNull(sides.get(contender)), load));
      for (Contender contender : Contender.values()) {
        System.out.println(
            contender.words
                + ": "
                + turns.of(contender, Sample::cpuMicros).text(2)
                + ", ratio "
                + turns.ratio(contender, Contender.NONE, Sample::cpuMicros).text(3));
      }
      return turns;
    } finally {
      sides.values().forEach(Side::close);
    }
  }

  private Sample turn(Side side, LoadProcess load) {
    side.keep();
    clients =
        (clients.first() & 0xffff) > 0xff00 ? Addresses.of("127.77.0.0", PARALLEL) : clients.next();
    Job job =
        new Job(Job.Habit.TALK, side.port(), PARALLEL, A_TURN, TURN_MILLIS, clients, REQUESTS);
    CpuTime before = side.cpuTime();
    Tally tally = load.run(job);
    Sample sample = Sample.of(tally, before, side.cpuTime());
    if (tally.answered(200) != A_TURN) {
      throw new IllegalStateException(side.name() + ": clients saw " + tally);
    }
    return sample;
  }

  private static List<Row> rows(Server server, List<Turns<Contender>> forks) {
    List<Row> rows = new ArrayList<>();
    for (Contender contender : Contender.values()) {
      Row row =
          Row.of(
              "CPU per good request, us",
              server.name(),
              contender.words,
              overForks(forks, fork -> fork.of(contender, Sample::cpuMicros)).text(1));
      if (contender != Contender.NONE) {
        Spread ratio =
            overForks(forks, fork -> fork.ratio(contender, Contender.NONE, Sample::cpuMicros));
        row = row.ratio(ratio, "none", 3);
        if (contender.target > 0) {
          row = row.atMost(contender.target, ratio.median());
        }
      }
      rows.add(row);
      rows.add(compared("good requests/s", server, contender, forks, Sample::perSecond));
      rows.add(
          compared(
              "p99 of good requests, us", server, contender, forks, sample -> sample.p99() / 1e3));
    }
    return rows;
  }

  private static Row compared(
      String measure,
      Server server,
      Contender contender,
      List<Turns<Contender>> forks,
      Function<Sample, Double> number) {
    Row row =
        Row.of(
            measure,
            server.name(),
            contender.words,
            overForks(forks, fork -> fork.of(contender, number)).text(0));
    return contender == Contender.NONE
        ? row
        : row.ratio(
            overForks(forks, fork -> fork.ratio(contender, Contender.NONE, number)), "none", 2);
  }

  /**
   * The spread of the medians of each set of processes: rounds of the same set differ by chance.
   */
  private static Spread overForks(
      List<Turns<Contender>> forks, Function<Turns<Contender>, Spread> spread) {
    return Spread.of(forks.stream().map(fork -> spread.apply(fork).median()).toList());
  }
}
