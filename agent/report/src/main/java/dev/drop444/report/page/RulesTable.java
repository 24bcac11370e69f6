package dev.drop444.report.page;

import dev.drop444.report.count.Digest;
import dev.drop444.report.count.RuleTally;
import dev.drop444.report.log.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What each rule did, and where. */
final class RulesTable {

  private final Html html;
  private final Digest digest;

  RulesTable(Html html, Digest digest) {
    this.html = html;
    this.digest = digest;
  }

  void write() {
    List<RuleTally> rules = digest.rules().mostFirst();
    boolean mixed = digest.sums().all(true) > 0 && digest.sums().all(false) > 0;
    html.raw("<section class=\"top\" id=\"rules\"><h3>Rules</h3><table><caption>Rules</caption>");
    html.raw("<thead><tr><th scope=\"col\">Rule</th>");
    html.raw("<th scope=\"col\" class=\"n\">").text(head()).raw("</th>");
    html.raw(mixed ? "<th scope=\"col\" class=\"n\">Watched</th>" : "");
    html.raw("</tr></thead><tbody>");
    long most = rules.get(0).sums().all();
    for (RuleTally rule : rules) {
      html.raw("<tr><th scope=\"row\"><span class=\"what\">").client(rule.name()).raw("</span>");
      html.raw("<svg class=\"bar\" aria-hidden=\"true\"><rect width=\"");
      html.raw(Math.max(0.5, 100.0 * rule.sums().all() / most) + "%\" height=\"100%\"/></svg>");
      html.raw("<span class=\"below\">").text(outcomes(rule)).text(" · at ");
      html.text(String.join(", ", new TreeSet<>(rule.gates()))).raw("</span></th>");
      html.raw("<td class=\"n\">");
      html.number(mixed ? rule.sums().all(true) : rule.sums().all()).raw("</td>");
      if (mixed) {
        html.raw("<td class=\"n\">").number(rule.sums().all(false)).raw("</td>");
      }
      html.raw("</tr>");
    }
    html.raw("</tbody></table></section>");
  }

  private String head() {
    return digest.sums().all(true) > 0 ? "Happened" : "Watched";
  }

  private static String outcomes(RuleTally rule) {
    List<String> texts = new ArrayList<>();
    for (boolean enforced : new boolean[] {true, false}) {
      for (Outcome outcome : Outcome.values()) {
        long sum = rule.sums().of(outcome, enforced);
        if (sum > 0) {
          String word = outcome.name().toLowerCase(Locale.ROOT);
          texts.add((enforced ? "" : "would-") + word + " " + Words.number(sum));
        }
      }
    }
    return String.join(", ", texts);
  }
}
