package dev.drop444.engine.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What goes together with conditions about slow requests, and what does not. */
final class SlowFacets {

  static final String HEAD = "slow.head";
  static final String BODY = "slow.body";

  /** What is known of a request whose head is not complete. */
  private static final Set<String> KNOWN_WITHOUT_HEAD = Set.of(HEAD, "ip", "port");

  private static final Set<String> ON_RESPONSE =
      Set.of("status", "response-header", "exception", "error-page");

  /** What makes a condition, without a form that begins with not-. */
  private static final Set<String> COUNTING = Set.of("strike", "rate", "requests", "connections");

  private static final Set<String> NO_ACTIONS = Set.of("allow", "respond");

  private SlowFacets() {}

  /** Reports what a rule asks for in vain. */
  static void check(Map<Facet<?>, List<Setting>> written, Problems problems) {
    boolean head = isSet(written, HEAD);
    boolean body = isSet(written, BODY);
    if (!head && !body) {
      return;
    }
    written.forEach(
        (facet, settings) -> {
          for (Setting setting : settings) {
            String problem = setting.value().isEmpty() ? "" : problem(facet, setting, head);
            if (!problem.isEmpty()) {
              problems.value(setting, setting.value(), problem, null);
            }
          }
        });
  }

  /** What is wrong with one of the rule's settings; empty if nothing is. */
  private static String problem(Facet<?> facet, Setting setting, boolean head) {
    String name = facet.name();
    boolean condition = facet.isCondition() || COUNTING.contains(name);
    if (head && condition && !KNOWN_WITHOUT_HEAD.contains(name)) {
      return "a rule with slow.head can look at ip and port only, for of a head that is not complete "
          + name
          + " is not known; write a second rule";
    }
    if (ON_RESPONSE.contains(name) || COUNTING.contains(name)) {
      return "a rule with slow.body cannot look at "
          + name
          + ", for while the body comes it is not known; write a second rule";
    }
    if (name.equals("action") && NO_ACTIONS.contains(setting.value())) {
      return "a rule about slow requests cannot "
          + setting.value()
          + "; leave out with not-ip or not-path what may be slow";
    }
    return "";
  }

  private static boolean isSet(Map<Facet<?>, List<Setting>> written, String name) {
    return written.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .flatMap(entry -> entry.getValue().stream())
        .anyMatch(setting -> !setting.value().isEmpty());
  }
}
