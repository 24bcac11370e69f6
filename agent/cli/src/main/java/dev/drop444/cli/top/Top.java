package dev.drop444.cli.top;

import dev.drop444.cli.output.Json;
import dev.drop444.cli.output.Printable;
import dev.drop444.cli.output.Times;
import dev.drop444.cli.process.GuardedProcess;
import dev.drop444.cli.process.Reading;
import dev.drop444.cli.process.Standing;
import dev.drop444.management.BanStatus;
import dev.drop444.management.Offender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks at a process again and again. For one use, by one thread. */
public final class Top {

  private static final int MOST_BANS = 200;

  /** A key is answered within that. */
  private static final int PATIENCE_MILLIS = 100;

  private final GuardedProcess process;
  private final long intervalNanos;
  private final long intervals;
  private final Rates rates = new Rates();
  private List<String> shownLines = List.of();

  /**
   * Prepares to look.
   *
   * @param intervals how often; 0 for without end
   */
  public Top(GuardedProcess process, Duration interval, long intervals) {
    this.process = process;
    this.intervalNanos = interval.toNanos();
    this.intervals = intervals;
  }

  /**
   * Shows it on the terminal of this process.
   *
   * @return whether it has one that can do this
   */
  public boolean onScreen() {
    try (FullScreen terminal = FullScreen.open()) {
      if (terminal == null) {
        return false;
      }
      Clients clients = new Clients();
      Screen screen = new Screen(process.jvm().toString(), rates, clients, terminal.isUnicode());
      loop(terminal, screen, clients, new Operator(process, screen, clients));
      return true;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void loop(FullScreen terminal, Screen screen, Clients clients, Operator operator)
      throws IOException {
    long next = System.nanoTime();
    long looks = 0;
    Key key = Key.NONE;
    while (key != Key.QUIT) {
      boolean stale = key != Key.NONE && operator.press(key);
      boolean due = System.nanoTime() - next >= 0 && !operator.isPaused();
      if (due) {
        rates.add(process.standing());
        next = System.nanoTime() + intervalNanos;
        looks++;
      }
      if (due || stale) {
        clients.set(worst(), bans());
      }
      if (due || key != Key.NONE || terminal.isResized()) {
        terminal.show(screen);
      }
      if (intervals > 0 && looks > intervals) {
        return;
      }
      long left = TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime());
      key = terminal.read(operator.isPaused() ? PATIENCE_MILLIS : Math.min(PATIENCE_MILLIS, left));
    }
  }

  private List<Offender> worst() {
    Standing last = rates.last();
    return last == null ? List.of() : last.worst();
  }

  private List<BanStatus> bans() {
    return GuardedProcess.listOrEmpty(() -> process.bans().list(MOST_BANS));
  }

  /**
   * Writes a line for each interval.
   *
   * @param json whether as an object, and not as text
   * @param to takes a line, and tells whether there is anybody who reads more
   */
  public void asLines(boolean json, Predicate<String> to) {
    look();
    boolean more = true;
    for (long i = 0; more && (intervals == 0 || i < intervals); i++) {
      try {
        TimeUnit.NANOSECONDS.sleep(intervalNanos);
      } catch (InterruptedException end) {
        Thread.currentThread().interrupt();
        return;
      }
      List<String> newLines = look();
      Standing now = rates.last();
      if (now != null) {
        more = to.test(json ? Json.of(object(now, newLines)) : text(now));
      }
    }
  }

  /** Goes on; the lines of the drop log that are new. */
  private List<String> look() {
    Standing now = process.standing();
    rates.add(now);
    List<String> lines = now.guard().texts("lastLines");
    int from = 0;
    if (!shownLines.isEmpty()) {
      from = lines.lastIndexOf(shownLines.get(shownLines.size() - 1)) + 1;
    }
    shownLines = lines;
    return lines.subList(from, lines.size());
  }

  private String text(Standing now) {
    Reading guard = now.guard();
    String rules =
        rates.rules().stream()
            .filter(rule -> rule.rate() > 0)
            .map(
                rule ->
                    rule.name()
                        + (rule.isWatched() ? " (watched) " : " ")
                        + Screen.perSecond(rule)
                        + "/s")
            .collect(Collectors.joining(", "));
    Long bans = now.bans();
    return Printable.of(
        String.format(
            Locale.ROOT,
            "%s mode %s, connections %s/s, requests %s/s, drops %s/s, watched %s/s, open %s,"
                + " bans %s, faults %s, self %.2f%%%s",
            Times.at(System.currentTimeMillis()),
            guard.text("mode"),
            Screen.perSecond(rates.connections()),
            Screen.perSecond(rates.requests()),
            Screen.perSecond(rates.acted()),
            Screen.perSecond(rates.watched()),
            guard.text("openConnections"),
            bans == null ? "-" : bans,
            guard.text("faults"),
            rates.selfTimeShare() * 100,
            rules.isEmpty() ? "" : ": " + rules));
  }

  private Map<String, Object> object(Standing now, List<String> newLines) {
    Reading guard = now.guard();
    List<Map<String, Object>> servers = new ArrayList<>();
    for (String name : rates.servers()) {
      servers.add(
          Json.object(
              "server", name,
              "requestsPerSecond", rates.requestsOf(name).rate(),
              "dropsPerSecond", rates.actedOf(name).rate()));
    }
    List<Map<String, Object>> rules = new ArrayList<>();
    for (Series rule : rates.rules()) {
      rules.add(
          Json.object(
              "rule", rule.name(),
              "watched", rule.isWatched(),
              "perSecond", rule.rate(),
              "count", rule.total()));
    }
    return Json.object(
        "time", Times.at(System.currentTimeMillis()),
        "pid", process.jvm().pid(),
        "seconds", rates.seconds(),
        "mode", guard.text("mode"),
        "connectionsPerSecond", rates.connections().rate(),
        "requestsPerSecond", rates.requests().rate(),
        "dropsPerSecond", rates.acted().rate(),
        "watchedPerSecond", rates.watched().rate(),
        "openConnections", guard.count("openConnections"),
        "bans", now.bans(),
        "faults", guard.count("faults"),
        "selfTimeShare", rates.selfTimeShare(),
        "servers", servers,
        "rules", rules,
        "worstClients", now.worstValues(),
        "newLines", newLines);
  }
}
