package dev.drop444.cli.top;

import dev.drop444.cli.process.Reading;
import dev.drop444.cli.process.Standing;
import dev.drop444.management.Decided;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How fast things go, from one look to the next. Not thread-safe. */
final class Rates {

  private final Series connections = new Series("connections", false);
  private final Series requests = new Series("requests", false);
  private final Series acted = new Series("drops", false);
  private final Series watched = new Series("watched", true);
  private final Map<String, Series> requestsOf = new LinkedHashMap<>();
  private final Map<String, Series> actedOf = new LinkedHashMap<>();
  private final Map<String, Series> rules = new LinkedHashMap<>();
  private @Nullable Standing last;
  private double seconds;
  private double selfTimeShare;

  /** Goes on with another look. */
  void add(Standing now) {
    Standing before = last;
    seconds = before == null ? 0 : (now.nanos() - before.nanos()) / 1e9;
    advance(connections, now.guard().countOrZero("connections"));
    advance(requests, now.guard().countOrZero("requests"));
    advance(acted, now.decided(false));
    advance(watched, now.decided(true));
    for (Reading server : now.traffic()) {
      advance(of(requestsOf, server.name(), false), server.countOrZero("requests"));
    }
    Map<String, Long> byServer = new LinkedHashMap<>();
    now.traffic().forEach(server -> byServer.put(server.name(), 0L));
    Map<String, Long> byRule = new LinkedHashMap<>();
    Map<String, Long> watchedByRule = new LinkedHashMap<>();
    for (Decided one : now.decisions()) {
      boolean only = Standing.isWatched(one);
      if (!only) {
        byServer.merge(one.getServer(), one.getCount(), Long::sum);
      }
      (only ? watchedByRule : byRule).merge(one.getRule(), one.getCount(), Long::sum);
    }
    byServer.forEach((server, count) -> advance(of(actedOf, server, false), count));
    byRule.forEach((rule, count) -> advance(of(rules, rule, false), count));
    watchedByRule.forEach((rule, count) -> advance(of(rules, rule, true), count));
    selfTimeShare = before == null || seconds <= 0 ? 0 : selfTime(before, now) / seconds;
    last = now;
  }

  private static double selfTime(Standing before, Standing now) {
    Double then = before.guard().measure("selfTimeSeconds");
    Double since = now.guard().measure("selfTimeSeconds");
    return then == null || since == null ? 0 : Math.max(0, since - then);
  }

  private void advance(Series series, long count) {
    if (last == null) {
      series.start(count);
    } else {
      series.add(count, seconds);
    }
  }

  private static Series of(Map<String, Series> all, String name, boolean watched) {
    return all.computeIfAbsent(
        watched ? name + " (watched)" : name, key -> new Series(name, watched));
  }

  /** The last look; null before the first. */
  @Nullable Standing last() {
    return last;
  }

  /** How long the last interval was; 0 before there was one. */
  double seconds() {
    return seconds;
  }

  /** Which part of one processor drop444 took in the last interval, estimated. */
  double selfTimeShare() {
    return selfTimeShare;
  }

  Series connections() {
    return connections;
  }

  Series requests() {
    return requests;
  }

  /** Decisions that changed something: drops, refusals, closes, bans. */
  Series acted() {
    return acted;
  }

  /** Decisions that changed nothing. */
  Series watched() {
    return watched;
  }

  /** Every server, by name. */
  List<String> servers() {
    List<String> names = new ArrayList<>(requestsOf.keySet());
    actedOf.keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
    return names;
  }

  /** The requests of one server. */
  Series requestsOf(String server) {
    return of(requestsOf, server, false);
  }

  /** What was decided at one server and changed something. */
  Series actedOf(String server) {
    return of(actedOf, server, false);
  }

  /** Every rule that has decided something: those first that decide now, then by their totals. */
  List<Series> rules() {
    List<Series> all = new ArrayList<>(rules.values());
    all.sort(Comparator.comparingDouble(Series::rate).thenComparingLong(Series::total).reversed());
    return all;
  }
}
