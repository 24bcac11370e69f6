package dev.drop444.cli.top;

import dev.drop444.cli.output.Printable;
import dev.drop444.cli.output.Times;
import dev.drop444.cli.process.Reading;
import dev.drop444.cli.process.Standing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the screen shows, and how it is laid out in whatever size it has. Not thread-safe. */
final class Screen {

  private static final String KEYS = "p pause  b ban  u lift  m mode  j/k select  ? help  q quit";

  private static final List<String> HELP =
      List.of(
          "",
          "  p, blank     stops and goes on looking; the process goes on anyway",
          "  j k, arrows  select a client",
          "  b            bans the selected client for an hour, after a question",
          "  u            lifts the ban of the selected client",
          "  m            puts another mode in force, after a question",
          "  q            quits",
          "",
          "  Rates are of the last interval. drops are all decisions that changed something:",
          "  dropped, answered with a bare status, refused at accept, closed. watched are",
          "  those that would have, but the mode or the rule says monitor.",
          "  Worst clients and their hits are about right: of many only some are remembered.",
          "  self is the share of one processor that drop444 takes, estimated.",
          "",
          "  Any other key leads back.");

  private final String process;
  private final boolean unicode;
  private final Rates rates;
  private final Clients clients;

  private boolean paused;
  private boolean help;
  private @Nullable String question;
  private String message = "";

  /**
   * A screen.
   *
   * @param unicode whether the terminal shows blocks
   */
  Screen(String process, Rates rates, Clients clients, boolean unicode) {
    this.process = process;
    this.rates = rates;
    this.clients = clients;
    this.unicode = unicode;
  }

  void setPaused(boolean paused) {
    this.paused = paused;
  }

  void setHelp(boolean help) {
    this.help = help;
  }

  boolean isHelp() {
    return help;
  }

  /** Asks something in the last line; null takes it back. */
  void ask(@Nullable String text) {
    question = text;
    message = "";
  }

  /** Says something in the last line. */
  void say(String text) {
    message = text;
  }

  /** All of it in a size. */
  Frame frame(int width, int height) {
    Frame frame = new Frame(width, height);
    Standing now = rates.last();
    if (now != null) {
      head(frame, now);
      if (help) {
        HELP.forEach(line -> frame.line(Style.PLAIN, line));
      } else {
        body(frame, now);
      }
    }
    frame.fillUpTo(1);
    foot(frame);
    return frame;
  }

  private void head(Frame frame, Standing now) {
    Reading guard = now.guard();
    String clock =
        paused ? "PAUSED" : Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().substring(11);
    String left = Printable.of("drop444 " + guard.text("version") + " in " + process);
    frame.line(Style.TITLE, Frame.fit(left, frame.width() - clock.length() - 1) + " " + clock);
    Long bans = now.bans();
    frame.line(
        guard.countOrZero("faults") > 0 ? Style.ALARM : Style.PLAIN,
        String.format(
            Locale.ROOT,
            "mode %s   open %s   bans %s   faults %s   self %.2f%%",
            mode(guard),
            guard.text("openConnections"),
            bans == null ? "-" : bans,
            guard.text("faults"),
            rates.selfTimeShare() * 100));
    frame.line(
        Style.PLAIN,
        "connections "
            + perSecond(rates.connections())
            + "/s   requests "
            + perSecond(rates.requests())
            + "/s   drops "
            + perSecond(rates.acted())
            + "/s   watched "
            + perSecond(rates.watched())
            + "/s");
  }

  private static String mode(Reading guard) {
    String mode = guard.text("mode");
    String configured = guard.text("configuredMode");
    boolean same = configured.equals(mode) || configured.equals("-");
    return Printable.of(same ? mode : mode + " (configured " + configured + ")");
  }

  /** Gives each part its share of the lines; more to those that need it least helps nobody. */
  private void body(Frame frame, Standing now) {
    List<String> servers = rates.servers();
    List<Series> rules = rates.rules();
    List<String> lines = now.guard().texts("lastLines");
    int free = frame.free() - 1;
    int serverRows = Math.min(servers.size(), Math.max(1, free / 6));
    int rest = Math.max(0, free - 4 - serverRows);
    int ruleRows = Math.min(Math.max(rules.size(), 1), rest / 3);
    int clientRows = Math.min(Math.max(clients.all().size(), 1), (rest - ruleRows) / 2);
    servers(frame, servers.subList(0, serverRows));
    rules(frame, rules, ruleRows);
    clients(frame, clientRows);
    frame.line(Style.HEAD, "LAST DROPS");
    int dropRows = Math.max(0, frame.free() - 1);
    for (String line : lines.subList(Math.max(0, lines.size() - dropRows), lines.size())) {
      frame.line(Style.PLAIN, DropLine.shortened(Printable.of(line)));
    }
  }

  private void servers(Frame frame, List<String> names) {
    frame.line(Style.HEAD, columns("SERVER", "REQUESTS/S", "DROPS/S", "REQUESTS"));
    for (String name : names) {
      Series requests = rates.requestsOf(name);
      String line =
          columns(
              Printable.of(name),
              perSecond(requests),
              perSecond(rates.actedOf(name)),
              Long.toString(requests.total()));
      frame.line(Style.PLAIN, line + spark(requests, frame.width() - line.length()));
    }
  }

  private void rules(Frame frame, List<Series> rules, int rows) {
    frame.line(Style.HEAD, columns("RULE", "", "DROPS/S", "ALL"));
    for (Series rule : rules.subList(0, Math.min(rows, rules.size()))) {
      String line =
          columns(
              Printable.of(rule.name()),
              rule.isWatched() ? "watched" : "",
              perSecond(rule),
              Long.toString(rule.total()));
      frame.line(Style.PLAIN, line + spark(rule, frame.width() - line.length()));
    }
    if (rules.isEmpty() && rows > 0) {
      frame.line(Style.PLAIN, "none has hit anybody yet");
    }
  }

  private String spark(Series series, int width) {
    return Sparkline.of(series.history(width), Math.max(0, width), unicode);
  }

  private static String columns(String name, String first, String second, String third) {
    return Frame.fit(name, 20)
        + Frame.right(first, 11)
        + Frame.right(second, 9)
        + Frame.right(third, 10)
        + " ";
  }

  private void clients(Frame frame, int rows) {
    frame.line(Style.HEAD, clientColumns("  CLIENT", "HITS", "RULE", "BANNED FOR"));
    List<Clients.Client> all = clients.all();
    int selected = clients.index();
    int first = Math.max(0, Math.min(selected - rows / 2, all.size() - rows));
    for (int i = first; i < Math.min(all.size(), first + rows); i++) {
      Clients.Client client = all.get(i);
      frame.line(
          i == selected ? Style.SELECTED : Style.PLAIN,
          clientColumns(
              (i == selected ? "> " : "  ") + Printable.of(client.name),
              Long.toString(client.hits),
              Printable.of(client.rule),
              client.ban == null ? "-" : Times.until(client.ban.getUntil())));
    }
    if (all.isEmpty() && rows > 0) {
      frame.line(Style.PLAIN, "  nobody was hit yet");
    }
  }

  private static String clientColumns(String client, String hits, String rule, String ban) {
    return Frame.fit(client, 41) + Frame.right(hits, 9) + "  " + Frame.fit(rule, 16) + " " + ban;
  }

  private void foot(Frame frame) {
    if (question != null) {
      frame.line(Style.ALARM, Printable.of(question));
    } else if (!message.isEmpty()) {
      frame.line(Style.TITLE, Printable.of(message));
    } else {
      frame.line(Style.FOOT, KEYS);
    }
  }

  /** A rate in few characters. */
  static String perSecond(Series series) {
    double rate = series.rate();
    return rate >= 100 || rate == Math.rint(rate)
        ? String.format(Locale.ROOT, "%.0f", rate)
        : String.format(Locale.ROOT, "%.1f", rate);
  }
}
