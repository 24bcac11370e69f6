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

  private SlowFacets() {}

  /** Reports what a rule asks for in vain. */
  static void check(Map<Facet<?>, List<Setting>> written, Problems problems) {
    boolean head = isSet(written, HEAD);
    if (head) {
      written.forEach(
          (facet, settings) -> {
            if (facet.isCondition() && !KNOWN_WITHOUT_HEAD.contains(facet.name())) {
              settings.stream()
                  .filter(setting -> !setting.value().isEmpty())
                  .forEach(setting -> unknown(facet, setting, problems));
            }
          });
    }
    if (head || isSet(written, BODY)) {
      written.forEach(
          (facet, settings) -> {
            if (facet.name().equals("action")) {
              settings.stream()
                  .filter(setting -> setting.value().equals("allow"))
                  .forEach(setting -> allows(setting, problems));
            }
          });
    }
  }

  private static void unknown(Facet<?> facet, Setting setting, Problems problems) {
    problems.value(
        setting,
        setting.value(),
        "a rule with slow.head can look at ip and port only, for of a head that is not complete "
            + facet.name()
            + " is not known; write a second rule",
        null);
  }

  private static void allows(Setting setting, Problems problems) {
    problems.value(
        setting,
        setting.value(),
        "a rule about slow requests cannot allow; leave out with not-ip or not-path what may be"
            + " slow",
        null);
  }

  private static boolean isSet(Map<Facet<?>, List<Setting>> written, String name) {
    return written.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .flatMap(entry -> entry.getValue().stream())
        .anyMatch(setting -> !setting.value().isEmpty());
  }
}
