package dev.drop444.engine.config;

import dev.drop444.engine.ban.Bans;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a facet of a rule, taken apart: {@code rule.scanners.not-header.x-scanner} is the
 * negated facet {@code header} with the parameter {@code x-scanner}. Immutable.
 */
final class KeyName {

  private static final String RULE = "rule.";
  private static final int MAX_NAME = 64;

  final String rule;
  final Facet<?> facet;
  final boolean negated;
  final String parameter;

  private KeyName(String rule, Facet<?> facet, boolean negated, String parameter) {
    this.rule = rule;
    this.facet = facet;
    this.negated = negated;
    this.parameter = parameter;
  }

  /** Whether there is a global key of this name. */
  static boolean isGlobal(String key) {
    for (Key<?> each : KeyTable.KEYS) {
      if (each.name().equals(key)) {
        return true;
      }
    }
    return false;
  }

  /** Takes the name of a rule's facet apart; null if it is none. */
  static @Nullable KeyName ofFacet(String key) {
    String rule = ruleOf(key);
    if (rule == null || !isRuleName(rule)) {
      return null;
    }
    String name = key.substring(RULE.length() + rule.length() + 1);
    for (Facet<?> facet : KeyTable.FACETS) {
      boolean negated = facet.isNegatable() && name.startsWith(Facet.NOT);
      String plain = negated ? name.substring(Facet.NOT.length()) : name;
      if (facet.parameter() == null) {
        if (plain.equals(facet.name())) {
          return new KeyName(rule, facet, negated, "");
        }
      } else if (plain.startsWith(facet.name() + ".")) {
        String parameter = plain.substring(facet.name().length() + 1);
        if (isFieldName(parameter)) {
          return new KeyName(rule, facet, negated, parameter);
        }
      }
    }
    return null;
  }

  private static @Nullable String ruleOf(String key) {
    int dot = key.startsWith(RULE) ? key.indexOf('.', RULE.length()) : -1;
    return dot < 0 ? null : key.substring(RULE.length(), dot);
  }

  /** Lower case, digits and dashes: what an environment variable can spell, too. */
  static boolean isRuleName(String name) {
    // These stand in the log and the counters for the global keys, and for an operator's hand.
    if (name.equals(Bans.OPERATOR)
        || name.equals(KeyTable.ALLOW.name())
        || name.equals(KeyTable.DENY.name())
        || name.equals(KeyTable.APP_SIGNAL.name())) {
      return false;
    }
    return !name.isEmpty() && name.length() <= MAX_NAME && !name.startsWith("-") && isOf(name, "-");
  }

  static boolean isFieldName(String name) {
    return !name.isEmpty() && name.length() <= MAX_NAME && isOf(name, "!#$%&'*+-.^_`|~");
  }

  /** Lower case, digits and these. */
  private static boolean isOf(String name, String others) {
    for (int i = 0; i < name.length(); i++) {
      if (!isLowerOrDigit(name.charAt(i)) && others.indexOf(name.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLowerOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** What is wrong with a key that there is not. */
  static Problem unknown(String key, String value, String origin) {
    String rule = ruleOf(key);
    String expected;
    String nearest;
    if (rule != null && isRuleName(rule)) {
      String facet = key.substring(RULE.length() + rule.length() + 1);
      String meant = nearestFacet(facet);
      expected = "a rule has no such facet";
      nearest = meant == null ? null : RULE + rule + "." + meant;
    } else if (key.startsWith(RULE)) {
      expected =
          "expected rule.<name>.<facet> with a name of lower-case letters, digits and dashes, at"
              + " most 64, other than allow, deny and app-signal";
      nearest = null;
    } else {
      List<String> keys = new ArrayList<>();
      KeyTable.KEYS.forEach(each -> keys.add(each.name()));
      expected = "there is no such key";
      nearest = Spelling.nearest(key, keys);
      if (nearest == null && facetTitles().contains(key)) {
        nearest = RULE + "<name>." + key;
      }
    }
    return new Problem(
        Problems.PREFIX + key,
        value,
        origin,
        expected,
        nearest == null ? null : Problems.PREFIX + nearest);
  }

  private static @Nullable String nearestFacet(String written) {
    for (Facet<?> facet : KeyTable.FACETS) {
      if (facet.parameter() != null && written.startsWith(facet.name())) {
        return facet.title() + " in lower case";
      }
    }
    String plain = written.startsWith(Facet.NOT) ? written.substring(Facet.NOT.length()) : written;
    // Only conditions can be turned round.
    if (facetTitles().contains(plain)) {
      return plain;
    }
    String nearest = Spelling.nearest(written, facetTitles());
    return nearest == null ? Spelling.nearest(plain, facetTitles()) : nearest;
  }

  /** The names of all facets, negated ones included. */
  static List<String> facetTitles() {
    List<String> titles = new ArrayList<>();
    for (Facet<?> facet : KeyTable.FACETS) {
      titles.add(facet.title());
      if (facet.isNegatable()) {
        titles.add(Facet.NOT + facet.title());
      }
    }
    return titles;
  }
}
