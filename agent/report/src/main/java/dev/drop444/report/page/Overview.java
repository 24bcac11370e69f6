package dev.drop444.report.page;

import dev.drop444.report.count.Digest;
import dev.drop444.report.count.Hitter;
import dev.drop444.report.count.Sums;
import dev.drop444.report.log.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** When, how much, and whether it really happened. */
final class Overview {

  private static final Map<Outcome, String> TITLES = new EnumMap<>(Outcome.class);
  private static final Map<Outcome, String> NOTES = new EnumMap<>(Outcome.class);

  static {
    TITLES.put(Outcome.DROP, "dropped");
    TITLES.put(Outcome.BAN, "banned");
    TITLES.put(Outcome.RESPOND, "answered bare");
    TITLES.put(Outcome.REFUSE, "refused");
    TITLES.put(Outcome.CLOSE, "closed");
    NOTES.put(Outcome.DROP, "not one byte of an answer");
    NOTES.put(Outcome.BAN, "dropped, and out for a while");
    NOTES.put(Outcome.RESPOND, "a status, and nothing else");
    NOTES.put(Outcome.REFUSE, "connections, at accept");
    NOTES.put(Outcome.CLOSE, "connections that were open");
  }

  private final Html html;
  private final Digest digest;

  Overview(Html html, Digest digest) {
    this.html = html;
    this.digest = digest;
  }

  void write() {
    Sums sums = digest.sums();
    boolean happened = sums.all(true) > 0;
    html.raw("<header><h1>");
    html.text(
        happened || sums.all() == 0 ? "What drop444 dropped" : "What drop444 would have dropped");
    html.raw("</h1>");
    if (sums.all() == 0) {
      html.raw("<p class=\"lead\">Nothing: no line of these logs tells of a drop.</p></header>");
      return;
    }
    long first = digest.firstMillis();
    long last = digest.lastMillis();
    html.raw("<p class=\"lead\">").text(Words.whole(first) + " – " + Words.whole(last) + " UTC");
    html.text(" · " + Words.span(last - first));
    for (Hitter mode : digest.modes().top(3)) {
      html.raw(" <b class=\"pill")
          .raw(mode.key().equals("enforce") ? "" : " would")
          .raw("\">mode ");
      html.client(mode.key()).raw("</b>");
    }
    html.raw("</p></header>");
    if (happened) {
      cards("What happened", true);
    }
    if (sums.all(false) > 0) {
      cards("Only watched: this would have happened", false);
    }
    detail();
  }

  private void cards(String title, boolean enforced) {
    html.raw("<section class=\"cards").raw(enforced ? "" : " watched").raw("\"><h2>").text(title);
    html.raw("</h2><ul>");
    for (Outcome outcome : Outcome.values()) {
      long sum = digest.sums().of(outcome, enforced);
      if (sum > 0) {
        String note = enforced ? NOTES.getOrDefault(outcome, "") : "let through, and logged";
        card(sum, TITLES.getOrDefault(outcome, ""), note);
      }
    }
    html.raw("</ul></section>");
  }

  private void card(long sum, String title, String note) {
    html.raw("<li><strong>").number(sum).raw("</strong><b>").text(title).raw("</b><span>");
    html.text(note).raw("</span></li>");
  }

  private void detail() {
    long all = digest.sums().all();
    html.raw("<section class=\"detail\"><svg class=\"bar\" aria-hidden=\"true\"><rect width=\"");
    html.raw(100.0 * digest.detailed() / all + "%\" height=\"100%\"/></svg><p>");
    html.text(
        Words.number(digest.detailed())
            + " of "
            + Words.number(all)
            + " ("
            + Words.percent(digest.detailed(), all)
            + ") have a line of their own that names the client; "
            + clients()
            + ".");
    if (digest.detailed() < all) {
      html.text(
          " The others were summed up, as floods and refusals are: counted exactly by rule and over"
              + " time, but not by path and user agent, and by client only roughly.");
    }
    html.raw("</p></section>");
  }

  private String clients() {
    long clients = digest.files().clients();
    return digest.files().oneIn() == 1
        ? Words.number(clients) + (clients == 1 ? " client is named" : " clients are named")
        : "about " + Words.number(clients) + " clients are named";
  }
}
