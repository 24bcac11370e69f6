package dev.drop444.it.benchmark;

import dev.drop444.it.benchmark.load.LoadProcess;
import dev.drop444.it.benchmark.measure.Row;
import dev.drop444.it.benchmark.measure.Sample;
import dev.drop444.it.benchmark.measure.Spread;
import dev.drop444.it.benchmark.measure.Turns;
import dev.drop444.it.benchmark.measure.WarmUp;
import dev.drop444.it.process.MeasuredServers;
import dev.drop444.it.process.Server;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server takes for a connection that it refuses, beside nginx, HAProxy, limiters, and its
 * own smallest answers. Confined to one thread.
 */
final class Refusals {

  private static final String MEASURE = "CPU per connection, us; connections/s";

  /** Connections in one turn: a few tenths of a second. */
  private static final int A_TURN = 2_000;

  private static final int LEAST_WARM_UP = 10;
  private static final int MOST_WARM_UP = 60;

  private final Effort effort;
  private final Clients clients = new Clients();

  Refusals(Effort effort) {
    this.effort = effort;
  }

  List<Row> measure() {
    List<Row> rows = new ArrayList<>();
    try (LoadProcess load = LoadProcess.start()) {
      for (Server server : MeasuredServers.all()) {
        System.out.println("Refusals on " + server.name());
        try (RefusingSides sides = RefusingSides.start(server)) {
          rows.addAll(measure(server, sides.refusals(), load));
        }
      }
    }
    if (RefusingSides.isMissing()) {
      rows.add(Row.of(MEASURE, "", "nginx or HAProxy", "not installed"));
    }
    return rows;
  }

  private List<Row> measure(Server server, List<Refusal> refusals, LoadProcess load) {
    WarmUp.run(
        refusals, LEAST_WARM_UP, MOST_WARM_UP, refusal -> refusal.turn(load, clients, A_TURN));
    Turns<Refusal> turns = new Turns<>();
    turns.run(refusals, effort.rounds(), refusal -> refusal.turn(load, clients, A_TURN));
    List<Row> rows = new ArrayList<>();
    for (Refusal refusal : refusals) {
      rows.add(row(server, turns, refusals, refusal));
      if (refusal.kind().isBadRequest()) {
        find(refusals, Refusal.Kind.OWN_200)
            .forEach(own -> rows.add(besideOwn(server, turns, refusal, own)));
      }
    }
    return rows;
  }

  private static Row row(Server server, Turns<Refusal> turns, List<Refusal> all, Refusal refusal) {
    String value =
        turns.of(refusal, Sample::cpuMicros).text(1)
            + String.format(", %.0f/s", turns.of(refusal, Sample::perSecond).median());
    Row row = Row.of(MEASURE, server.name(), refusal.name(), value);
    for (Refusal nginx : find(all, Refusal.Kind.NGINX)) {
      if (!nginx.equals(refusal)) {
        Spread ratio = turns.ratio(refusal, nginx, Sample::cpuMicros);
        row = row.ratio(ratio, "nginx 444", 2);
        if (refusal.kind().target() > 0) {
          row = row.atMost(refusal.kind().target(), ratio.median());
        }
      }
    }
    return row;
  }

  private static Row besideOwn(Server server, Turns<Refusal> turns, Refusal refusal, Refusal own) {
    Spread ratio = turns.ratio(refusal, own, Sample::cpuMicros);
    return Row.of(MEASURE, server.name(), refusal.name(), "as above")
        .ratio(ratio, "own 200", 2)
        .atMost(0.7, ratio.median());
  }

  private static List<Refusal> find(List<Refusal> refusals, Refusal.Kind kind) {
    return refusals.stream().filter(refusal -> refusal.kind() == kind).toList();
  }
}
