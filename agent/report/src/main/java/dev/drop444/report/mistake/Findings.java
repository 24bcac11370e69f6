package dev.drop444.report.mistake;

import dev.drop444.report.count.Claims;
import dev.drop444.report.count.Digest;
import dev.drop444.report.count.Referred;
import dev.drop444.report.count.RuleTally;
import dev.drop444.report.mistake.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Looks for mistakes. The log knows only of what was dropped, so all of them are questions for
 * somebody who knows the application.
 */
public final class Findings {

  private static final int MOST_OF_A_KIND = 5;

  private Findings() {}

  /** Those first that are most likely mistakes, and then those that are about most. */
  public static List<Finding> of(Digest digest) {
    List<Finding> findings = new ArrayList<>();
    addMost(findings, referred(digest));
    addMost(findings, ClientFindings.light(digest));
    addMost(findings, ClientFindings.once(digest));
    addMost(findings, crawlers(digest));
    sort(findings);
    return findings;
  }

  private static void addMost(List<Finding> findings, List<Finding> ofAKind) {
    sort(ofAKind);
    findings.addAll(ofAKind.subList(0, Math.min(MOST_OF_A_KIND, ofAKind.size())));
  }

  private static void sort(List<Finding> findings) {
    findings.sort(
        Comparator.comparing((Finding finding) -> !finding.isLikely())
            .thenComparing(Finding::kind)
            .thenComparing(Comparator.comparingLong(Finding::weight).reversed()));
  }

  private static List<Finding> referred(Digest digest) {
    List<Finding> found = new ArrayList<>();
    for (Referred each : digest.referred()) {
      RuleTally rule = each.rule();
      if (Suggestions.isMeant(rule)) {
        continue;
      }
      boolean own = each.ownLinks() > 0;
      boolean likely = !each.isProbe() || (own && each.isOfSeveral());
      String where =
          each.ownLinks() == each.count()
              ? " on your own pages"
              : own
                  ? ", " + number(each.ownLinks()) + " of them on your own pages"
                  : " from elsewhere";
      String what = " hit " + times(each.count(), "request") + " that came by a link" + where;
      String why =
          !likely
              ? "It is what scanners ask for, and some of them make the referer up."
              : own
                  ? "A page of the same host names it as where the request came from. Does it link"
                      + " there?"
                  : "Another site names it as where the request came from. Old links are like that;"
                      + " so are advertisers in the logs of others.";
      Example example =
          new Example(each.client(), 0, 0, 0, each.path(), each.userAgent(), each.referer());
      found.add(
          new Finding(
              Kind.REFERRED,
              likely,
              each.count() + (own ? 1L << 40 : 0),
              rule.name(),
              what,
              why,
              List.of(example),
              new Suggestions()
                  .sparePath(rule, each.path())
                  .spareKind(rule)
                  .spareReferred(rule)
                  .watch(rule)
                  .list()));
    }
    return found;
  }

  private static List<Finding> crawlers(Digest digest) {
    List<Finding> found = new ArrayList<>();
    for (Claims each : digest.claims()) {
      RuleTally rule = each.rule();
      if (Suggestions.isMeant(rule)) {
        continue;
      }
      List<Example> examples = new ArrayList<>();
      each.clients()
          .forEach(
              client ->
                  examples.add(
                      new Example(client, 0, 0, 0, each.target(), each.userAgent(), null)));
      String first = each.clients().stream().findFirst().orElse(null);
      found.add(
          new Finding(
              Kind.CRAWLER,
              true,
              each.count(),
              rule.name(),
              " hit "
                  + times(each.count(), "request")
                  + " of clients that claim to be "
                  + each.crawler().title(),
              each.crawler().isVerifiable()
                  ? "The log does not say whether it was the real one, and many scanners borrow the"
                      + " name. Who an address belongs to is looked up only where a rule asks for it."
                  : "Its operator gives drop444 no way to tell the real one. Look at the addresses.",
              examples,
              new Suggestions().spare(rule, each.crawler()).allow(first).list()));
    }
    return found;
  }

  static String times(long count, String noun) {
    return count == 1 ? "one " + noun : number(count) + " " + noun + "s";
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
