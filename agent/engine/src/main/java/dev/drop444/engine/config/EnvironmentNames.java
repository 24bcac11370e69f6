package dev.drop444.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables: {@code DROP444_} and the key in upper case with {@code _} for dots and
 * dashes. Where a rule's name ends and its facet starts is then a guess; the longest facet wins.
 */
final class EnvironmentNames {

  static final String PREFIX = "DROP444_";
  private static final String RULE = "RULE_";

  private EnvironmentNames() {}

  /** The variable for a key. */
  static String of(String key) {
    return PREFIX + spell(key);
  }

  private static String spell(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /**
   * Whether Kubernetes sets this variable in every container, for a service that happens to be
   * called {@code drop444} (kubernetes.io, "Accessing the Service"). It must not stop a server.
   */
  static boolean isServiceLink(String variable) {
    String rest = variable.substring(PREFIX.length());
    return rest.equals("PORT")
        || rest.matches("SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)")
        || rest.matches("PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");
  }

  /** The key that a variable spells, or null. */
  static @Nullable String key(String variable) {
    String rest = variable.substring(PREFIX.length());
    for (Key<?> key : KeyTable.KEYS) {
      if (spell(key.name()).equals(rest)) {
        return key.name();
      }
    }
    return rest.startsWith(RULE) ? facet(rest.substring(RULE.length())) : null;
  }

  private static @Nullable String facet(String ruleAndFacet) {
    String key = null;
    int longest = 0;
    for (String title : KeyName.facetTitles()) {
      int parameter = title.indexOf('<');
      String name = parameter < 0 ? title : title.substring(0, parameter);
      String spelt = "_" + spell(name);
      int at =
          parameter >= 0
              ? ruleAndFacet.indexOf(spelt, 1)
              : ruleAndFacet.endsWith(spelt) ? ruleAndFacet.length() - spelt.length() : -1;
      int length = ruleAndFacet.length() - at;
      boolean named = parameter < 0 || at + spelt.length() < ruleAndFacet.length();
      // header-count is a facet of its own, not the field "count".
      boolean better = length > longest || (length == longest && parameter < 0);
      if (at > 0 && named && better) {
        longest = length;
        String last = parameter < 0 ? "" : lower(ruleAndFacet.substring(at + spelt.length()));
        key = "rule." + lower(ruleAndFacet.substring(0, at)) + "." + name + last;
      }
    }
    return key != null && KeyName.ofFacet(key) != null ? key : null;
  }

  private static String lower(String spelt) {
    return spelt.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is wrong with a variable that spells no key. */
  static Problem unknown(String variable, String value) {
    List<String> candidates = new ArrayList<>();
    String rest = variable.substring(PREFIX.length());
    if (rest.startsWith(RULE)) {
      for (int at = rest.indexOf('_', RULE.length() + 1); at > 0; at = rest.indexOf('_', at + 1)) {
        for (String title : KeyName.facetTitles()) {
          candidates.add(PREFIX + rest.substring(0, at + 1) + spell(title));
        }
      }
    } else {
      KeyTable.KEYS.forEach(key -> candidates.add(of(key.name())));
    }
    return new Problem(
        variable,
        value,
        "environment variable",
        "no key is spelt like this",
        Spelling.nearest(variable, candidates));
  }
}
