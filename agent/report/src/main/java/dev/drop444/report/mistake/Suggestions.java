package dev.drop444.report.mistake;

import dev.drop444.report.count.Crawler;
import dev.drop444.report.count.Hitter;
import dev.drop444.report.count.RuleTallies;
import dev.drop444.report.count.RuleTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings that would have let somebody through, in the notation of {@code docs/configuration.md}.
 * Nothing of a client's gets into one that could mean more there than it is: no pattern, no list,
 * no escape.
 */
final class Suggestions {

  /** What the log calls a rule, and is the name of a key or of bans as such. */
  private static final String DENY = "deny";

  private static final String APP_SIGNAL = "app-signal";
  private static final Set<String> NO_RULES = Set.of(DENY, APP_SIGNAL, "ban", RuleTallies.OTHERS);

  /** A path that is the same before and after decoding, and a pattern for nothing but itself. */
  private static final Pattern PLAIN_PATH =
      Pattern.compile("(?:/\\.?[A-Za-z0-9_~@:=&+-][A-Za-z0-9_~@:=&+.-]*+)*+/?");

  private static final Pattern KIND = Pattern.compile("[a-z0-9-]{1,64}");

  private final List<Suggestion> suggestions = new ArrayList<>();

  /** Whether somebody wanted just these clients to be refused. */
  static boolean isMeant(RuleTally rule) {
    return rule.name().equals(DENY);
  }

  /** Lets one client through, whatever the rules say. */
  Suggestions allow(@Nullable String address) {
    if (address != null) {
      suggestions.add(
          new Suggestion(
              "allow", address, "never drops, refuses or bans this client, by any rule"));
    }
    return this;
  }

  /** Takes a path out of a rule. */
  Suggestions sparePath(RuleTally rule, @Nullable String path) {
    if (path != null && isRule(rule) && rule.seesPaths() && isPlain(path)) {
      add(rule, "not-path", path, "spares this path, and goes on with all others");
    }
    return this;
  }

  /** Takes out of a rule the way of being malformed that it hits most. */
  Suggestions spareKind(RuleTally rule) {
    for (Hitter kind : rule.kinds().top(1)) {
      if (isRule(rule) && KIND.matcher(kind.key()).matches()) {
        add(rule, "not-malformed", kind.key(), "spares what is malformed in this way");
      }
    }
    return this;
  }

  /** Has a rule spare whoever comes from a page. */
  Suggestions spareReferred(RuleTally rule) {
    if (isRule(rule) && rule.seesPaths()) {
      add(
          rule,
          "missing-header",
          "referer",
          "spares whoever comes from a page; anybody can say so, but few scanners do");
    }
    return this;
  }

  /** Lets a crawler through. */
  Suggestions spare(RuleTally rule, Crawler crawler) {
    if (isRule(rule) && rule.seesPaths()) {
      if (crawler.isVerifiable()) {
        add(rule, "not-bot", "verified", "looks up who says so, and spares who is proven to be it");
      } else {
        add(
            rule,
            "not-user-agent",
            "*" + crawler.mark() + "*",
            "spares whoever calls itself so, which anybody can");
      }
    }
    return this;
  }

  /** Has a rule log only. */
  Suggestions watch(RuleTally rule) {
    if (rule.name().equals(APP_SIGNAL)) {
      suggestions.add(
          new Suggestion(APP_SIGNAL, "none", "sends the application's own status as it is"));
    } else if (isRule(rule)) {
      add(rule, "action", "monitor", "goes on to log whom it would hit, and drops nobody");
    }
    return this;
  }

  List<Suggestion> list() {
    return List.copyOf(suggestions);
  }

  private void add(RuleTally rule, String facet, String value, String effect) {
    suggestions.add(new Suggestion("rule." + rule.name() + "." + facet, value, effect));
  }

  private static boolean isRule(RuleTally rule) {
    return !NO_RULES.contains(rule.name());
  }

  private static boolean isPlain(String path) {
    return path.startsWith("/") && !path.endsWith("...") && PLAIN_PATH.matcher(path).matches();
  }
}
