package dev.drop444.cli.command;

import dev.drop444.attach.Jvm;
import dev.drop444.cli.output.Json;
import dev.drop444.cli.output.Printable;
import dev.drop444.cli.output.Table;
import dev.drop444.cli.output.Times;
import dev.drop444.cli.process.GuardedProcess;
import dev.drop444.cli.process.Reading;
import dev.drop444.cli.process.Standing;
import dev.drop444.management.Decided;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** All that there is to say of drop444 in a process. Immutable. */
final class StatusText {

  private static final Comparator<Decided> MOST_FIRST =
      Comparator.comparingLong(Decided::getCount).reversed();

  private final Jvm jvm;
  private final Standing standing;
  private final Map<String, Long> faults;
  private final List<Reading> states;
  private final List<Reading> gates;
  private final List<Reading> lists;

  private StatusText(GuardedProcess process) {
    this.jvm = process.jvm();
    this.standing = process.standing();
    this.faults = process.faults();
    this.states = process.states();
    this.gates = process.gates();
    this.lists = process.lists();
  }

  /** Asks the process. */
  static StatusText of(GuardedProcess process) {
    return new StatusText(process);
  }

  Map<String, Object> json() {
    Map<String, Object> all = Json.object("pid", jvm.pid(), "name", jvm.name());
    all.putAll(standing.guard().values());
    all.put("traffic", objects("server", standing.traffic()));
    all.put("decisions", decisions());
    all.put("worstClients", standing.worstValues());
    if (standing.bans() != null) {
      all.put("bans", standing.bans());
    }
    all.put("lists", objects("file", lists));
    all.put("states", objects("name", states));
    all.put("gates", objects("gate", gates));
    all.put("faultsByKind", faults);
    return all;
  }

  private static List<Map<String, Object>> objects(String key, List<Reading> readings) {
    return readings.stream()
        .map(
            reading -> {
              Map<String, Object> object = new LinkedHashMap<>();
              object.put(key, reading.name());
              object.putAll(reading.values());
              return object;
            })
        .collect(Collectors.toList());
  }

  private List<Map<String, Object>> decisions() {
    return standing.decisions().stream()
        .sorted(MOST_FIRST)
        .map(
            one ->
                Json.object(
                    "server", one.getServer(),
                    "mode", one.getMode(),
                    "gate", one.getGate(),
                    "action", one.getAction(),
                    "rule", one.getRule(),
                    "count", one.getCount()))
        .collect(Collectors.toList());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    head(lines);
    traffic(lines);
    decided(lines);
    files(lines);
    state(lines);
    costs(lines);
    lines.add("");
    lines.add(
        "To let somebody in again: unban "
            + jvm.pid()
            + " ADDRESS; for good: drop444.allow = ADDRESS in the configuration");
    return lines;
  }

  private void head(List<String> lines) {
    Reading guard = standing.guard();
    lines.add(
        Printable.of(
            "process " + jvm + ": drop444 " + guard.text("version") + age(guard, "startTime")));
    String mode = guard.text("mode");
    String configured = guard.text("configuredMode");
    lines.add(
        Printable.of(
            "mode "
                + mode
                + (mode.equals(configured) || configured.equals("-")
                    ? ""
                    : ", by an operator; the configuration says " + configured)));
    lines.add(
        Printable.of(
            "configuration"
                + age(guard, "configurationTime")
                + ": "
                + guard.text("configuration")));
    guard.texts("servers").forEach(server -> lines.add("  " + Printable.of(server)));
  }

  private static String age(Reading guard, String key) {
    Long millis = guard.count(key);
    return millis == null ? "" : ", for " + Times.since(millis) + " (" + Times.at(millis) + ")";
  }

  private void traffic(List<String> lines) {
    Table table =
        new Table(
            "SERVER",
            "CONNECTIONS",
            "REQUESTS",
            "MALFORMED",
            "DROPPED EARLY",
            "PROXY TOLD",
            "PROXY SPARED");
    for (Reading server : standing.traffic()) {
      table.row(
          server.name(),
          server.text("connections"),
          server.text("requests"),
          server.text("malformed"),
          server.text("early"),
          server.text("signals"),
          server.text("spared"));
    }
    Reading guard = standing.guard();
    if (standing.traffic().size() != 1) {
      table.row(
          "all",
          guard.text("connections"),
          guard.text("requests"),
          guard.text("malformed"),
          "",
          "",
          "");
    }
    section(lines, table);
    lines.add("open connections " + guard.text("openConnections"));
  }

  private void decided(List<String> lines) {
    Table table = new Table("SERVER", "MODE", "GATE", "ACTION", "RULE", "COUNT");
    standing.decisions().stream()
        .sorted(MOST_FIRST)
        .forEach(
            one ->
                table.row(
                    one.getServer(),
                    one.getMode(),
                    one.getGate(),
                    one.getAction(),
                    one.getRule(),
                    one.getCount()));
    section(lines, table);
    lines.add("");
    Long bans = standing.bans();
    lines.add(
        "decided "
            + standing.decided(false)
            + ", only watched "
            + standing.decided(true)
            + ", banned now "
            + (bans == null ? "-" : bans));
  }

  private void files(List<String> lines) {
    Table table = new Table("LIST", "ENTRIES", "BROKEN", "AGE", "PROBLEM");
    for (Reading list : lists) {
      Double age = list.measure("ageSeconds");
      String problem = list.text("problem");
      table.row(
          list.name(),
          list.text("entries"),
          list.text("brokenLines"),
          age == null ? "-" : Times.span(Duration.ofMillis((long) (age * 1_000))),
          list.isTrue("current") || !problem.isEmpty() ? problem : "the file says something else");
    }
    section(lines, table);
  }

  private void state(List<String> lines) {
    Table table = new Table("STATE", "SIZE", "OF AT MOST", "GAVE WAY");
    for (Reading state : states) {
      Long capacity = state.count("capacity");
      String most = capacity == null || capacity < 0 ? "-" : capacity.toString();
      table.row(state.name(), state.text("size"), most, state.text("evictions"));
    }
    section(lines, table);
  }

  private void costs(List<String> lines) {
    lines.add("");
    Reading guard = standing.guard();
    lines.add("faults " + guard.text("faults") + (faults.isEmpty() ? "" : ":"));
    faults.forEach((kind, count) -> lines.add("  " + Printable.of(kind) + " " + count));
    lines.add("self time " + selfTime(guard) + gateTimes());
  }

  /** In all gates, and how much that is for a request. */
  static String selfTime(Reading guard) {
    Double seconds = guard.measure("selfTimeSeconds");
    if (seconds == null) {
      return "-";
    }
    long requests = guard.countOrZero("requests");
    return String.format(Locale.ROOT, "%.3f s", seconds)
        + (requests == 0
            ? ""
            : String.format(Locale.ROOT, ", %.1f us a request", seconds / requests * 1_000_000));
  }

  private String gateTimes() {
    return gates.isEmpty()
        ? ""
        : gates.stream()
            .filter(gate -> gate.measure("selfTimeSeconds") != null)
            .map(
                gate ->
                    String.format(
                        Locale.ROOT,
                        "%s %.3f s",
                        Printable.of(gate.name()),
                        gate.measure("selfTimeSeconds")))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static void section(List<String> lines, Table table) {
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table.lines(""));
    }
  }
}
