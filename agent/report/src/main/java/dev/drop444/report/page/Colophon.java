package dev.drop444.report.page;

import dev.drop444.report.count.Digest;
import dev.drop444.report.count.Hitter;
import dev.drop444.report.log.ReadLog;
import java.time.Instant;
import java.util.List;

/** What was read, what was not understood, and what drop444 warned of. */
final class Colophon {

  private static final int MOST_WARNINGS = 10;

  private final Html html;
  private final Digest digest;

  Colophon(Html html, Digest digest) {
    this.html = html;
    this.digest = digest;
  }

  void write(List<ReadLog> logs, Instant now) {
    html.raw("<footer>");
    warnings();
    html.raw("<section><h2>What was read</h2><table><caption>Logs</caption><thead><tr>");
    html.raw("<th scope=\"col\">Log</th><th scope=\"col\" class=\"n\">Lines</th>");
    html.raw("<th scope=\"col\" class=\"n\">Size</th></tr></thead><tbody>");
    for (ReadLog log : logs) {
      html.raw("<tr><th scope=\"row\"><span class=\"what\">").client(log.name());
      html.raw("</span></th><td class=\"n\">").number(log.lines()).raw("</td><td class=\"n\">");
      html.text(Words.bytes(log.bytes())).raw("</td></tr>");
    }
    html.raw("</tbody></table><p class=\"note\">");
    html.text(
        Words.number(digest.decisions())
            + " lines tell of decisions, "
            + Words.number(digest.sentences())
            + " are what drop444 says about itself. ");
    html.text(notUnderstood());
    html.raw("</p>");
    if (!digest.excerpts().isEmpty()) {
      html.raw("<ul class=\"examples\">");
      for (String excerpt : digest.excerpts()) {
        html.raw("<li><span class=\"said\">").client(excerpt).raw("</span></li>");
      }
      html.raw("</ul>");
    }
    html.raw("<p class=\"note\">");
    html.text(
        "Made " + Words.whole(now.toEpochMilli()) + " UTC. Nothing is loaded from elsewhere.");
    html.raw("</p></section></footer>");
  }

  private String notUnderstood() {
    long count = digest.notUnderstood();
    if (count == 0) {
      return "All lines were understood.";
    }
    return (count == 1 ? "1 line was" : Words.number(count) + " lines were")
        + " not understood: half a line of a killed process, or what others write to the same file.";
  }

  private void warnings() {
    List<Hitter> warnings = digest.warnings().top(MOST_WARNINGS);
    if (warnings.isEmpty()) {
      return;
    }
    html.raw("<section><h2>What drop444 warned of</h2><ul class=\"examples\">");
    for (Hitter warning : warnings) {
      html.raw("<li><span class=\"said\">")
          .client(warning.key())
          .raw("</span><span class=\"dim\">");
      html.text(warning.count() == 1 ? "once, " : Words.number(warning.count()) + " times, ");
      html.text(Words.fromTo(warning.note().firstMillis(), warning.note().lastMillis()));
      html.raw("</span></li>");
    }
    html.raw("</ul></section>");
  }
}
