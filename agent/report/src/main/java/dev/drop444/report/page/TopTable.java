package dev.drop444.report.page;

import dev.drop444.report.count.Digest;
import dev.drop444.report.count.HeavyHitters;
import dev.drop444.report.count.Hitter;
import dev.drop444.report.count.Note;
import dev.drop444.report.count.RuleTally;
import java.util.ArrayList;
import java.util.List;

/** The most frequent ones of something, each with a bar as long as it is frequent. */
final class TopTable {

  private static final int SHOWN = 10;
  private static final int MOST = 50;
  private static final int FEW_RULES = 3;

  private final Html html;
  private final Digest digest;

  TopTable(Html html, Digest digest) {
    this.html = html;
    this.digest = digest;
  }

  /**
   * Writes a table, or nothing if it would be empty.
   *
   * @param id of the section
   * @param what a row is, as the heading of the first column
   * @param withTimes whether it matters when
   */
  void write(
      String id, String title, String note, String what, HeavyHitters all, boolean withTimes) {
    List<Hitter> top = all.top(MOST);
    if (top.isEmpty()) {
      return;
    }
    html.raw("<section class=\"top\" id=\"").raw(id).raw("\"><h3>").text(title).raw("</h3>");
    if (!note.isEmpty()) {
      html.raw("<p class=\"note\">").text(note).raw("</p>");
    }
    List<Hitter> shown = top.subList(0, Math.min(SHOWN, top.size()));
    rows(title, what, shown, all.total(), top.get(0).count(), withTimes);
    if (top.size() > SHOWN) {
      List<Hitter> more = top.subList(SHOWN, top.size());
      html.raw("<details><summary>").number(more.size()).text(" more").raw("</summary>");
      rows(title + ", more", what, more, all.total(), top.get(0).count(), withTimes);
      html.raw("</details>");
    }
    error(all, top);
    html.raw("</section>");
  }

  private void rows(
      String title, String what, List<Hitter> hitters, long total, long most, boolean withTimes) {
    html.raw("<table><caption>").text(title).raw("</caption><thead><tr><th scope=\"col\">");
    html.text(what).raw("</th><th scope=\"col\" class=\"n\">Times</th>");
    html.raw("<th scope=\"col\" class=\"n share\">Share</th></tr></thead><tbody>");
    for (Hitter hitter : hitters) {
      html.raw("<tr><th scope=\"row\"><span class=\"what\">").client(hitter.key()).raw("</span>");
      bar(hitter.count(), most);
      below(hitter, withTimes);
      html.raw("</th><td class=\"n\">").raw(isAbout(hitter) ? "≈ " : "").number(hitter.count());
      html.raw("</td><td class=\"n dim share\">").text(Words.percent(hitter.count(), total));
      html.raw("</td></tr>");
    }
    html.raw("</tbody></table>");
  }

  /** A bar, without a style attribute, which the page's policy forbids. */
  private void bar(long count, long most) {
    html.raw("<svg class=\"bar\" aria-hidden=\"true\"><rect width=\"");
    html.raw(Math.max(0.5, 100.0 * count / most) + "%\" height=\"100%\"/></svg>");
  }

  private static boolean isAbout(Hitter hitter) {
    return hitter.error() > 0 || hitter.note().summed() > 0;
  }

  private void below(Hitter hitter, boolean withTimes) {
    Note note = hitter.note();
    html.raw("<span class=\"below\">");
    if (note.banned()) {
      html.raw("<b class=\"tag\">banned</b> ");
    }
    html.text(rules(note));
    if (withTimes) {
      html.raw(" · <span class=\"whole\">");
      html.text(Words.fromTo(note.firstMillis(), note.lastMillis())).raw("</span>");
    }
    if (note.watched() > 0 && digest.sums().all(true) > 0) {
      html.raw(" · <b class=\"tag would\">");
      html.text(Words.number(note.watched()) + " only watched").raw("</b>");
    }
    html.raw("</span>");
  }

  private String rules(Note note) {
    List<String> names = new ArrayList<>();
    for (RuleTally rule : digest.rules().all()) {
      if (note.isOf(rule.index())) {
        names.add(rule.name());
      }
    }
    int few = Math.min(FEW_RULES, names.size());
    String text = String.join(", ", names.subList(0, few));
    return names.size() > few ? text + " and " + (names.size() - few) + " more" : text;
  }

  private void error(HeavyHitters all, List<Hitter> top) {
    boolean about = top.stream().anyMatch(TopTable::isAbout);
    if (all.isExact() && !about) {
      return;
    }
    html.raw("<p class=\"note\">");
    if (top.stream().anyMatch(hitter -> hitter.note().summed() > 0)) {
      html.text(
          "≈ with summaries, each counted for the last one that it names: about right for who is"
              + " named often. ");
    }
    if (!all.isExact()) {
      long error = top.stream().mapToLong(Hitter::error).max().orElse(0);
      html.text(
          "There were too many different ones to count each: "
              + (error == 0
                  ? "these are exact, and"
                  : "numbers are too high by at most " + Words.number(error) + ", and")
              + " none that came more than "
              + Words.number(all.total() / all.size())
              + " times is missing.");
    }
    html.raw("</p>");
  }
}
