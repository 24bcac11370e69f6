package dev.drop444.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.Head;
import dev.drop444.engine.config.Configurations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {

  private final List<String> monitored = new ArrayList<>();

  private static RuleSet rules(String... facets) {
    String[] settings = new String[facets.length + 2];
    settings[0] = "preset";
    settings[1] = "none";
    for (int i = 0; i < facets.length; i += 2) {
      settings[i + 2] = "rule." + facets[i];
      settings[i + 3] = facets[i + 1];
    }
    return Configurations.of(settings).rules();
  }

  private String decide(RuleSet rules, Head head) {
    return name(
        rules.decide(head.peer(), head, (rule, monitoredHead) -> monitored.add(rule.name())));
  }

  private static String name(@Nullable Rule rule) {
    return rule == null ? "none" : rule.name();
  }

  @Test
  void orderThenNameDecides() {
    Head head = Head.get("/x");
    assertThat(decide(rules("b.path", "/x", "a.path", "/x"), head)).isEqualTo("a");
    assertThat(decide(rules("b.path", "/x", "a.path", "/x", "b.order", "99"), head)).isEqualTo("b");
    assertThat(decide(rules("b.path", "/x", "a.path", "/x", "a.order", "101"), head))
        .isEqualTo("b");
    assertThat(decide(rules("b.path", "/x", "a.path", "/y"), head)).isEqualTo("b");
  }

  @Test
  void anAllowingRuleEndsTheTrial() {
    RuleSet rules = rules("a.path", "/x", "a.action", "allow", "b.path", "/**", "b.action", "drop");
    assertThat(decide(rules, Head.get("/x"))).isEqualTo("a");
    assertThat(decide(rules, Head.get("/y"))).isEqualTo("b");
  }

  @Test
  void aMonitoringRuleGoesOn() {
    RuleSet rules =
        rules(
            "a.path",
            "/**",
            "a.action",
            "monitor",
            "b.path",
            "/x",
            "c.path",
            "/x",
            "c.action",
            "monitor");
    assertThat(decide(rules, Head.get("/x"))).isEqualTo("b");
    assertThat(decide(rules, Head.get("/y"))).isEqualTo("none");
    assertThat(monitored).containsExactly("a", "a");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "method, GET, true",
        "method, get, false",
        "method, 'PUT,GET', true",
        "not-method, GET, false",
        "not-method, PUT, true",
        "host, a.example, true",
        "host, A.EXAMPLE., true",
        "host, *.example, true",
        "host, b.example, false",
        "not-host, b.example, true",
        "not-host, a.example, false",
        "user-agent, *TEST*, true",
        "user-agent, test, false",
        "not-user-agent, *test*, false",
        "header.x-one, 1, true",
        "header.x-one, 2, false",
        "header.x-two, b, true",
        "header.x-two, A, true",
        "header.x-two, c, false",
        "not-header.x-two, b, false",
        "not-header.x-two, c, true",
        "header.x-none, *, false",
        "not-header.x-none, *, true",
        "path, /p, true",
        "path, /q, false",
        "not-path, /p, false",
        "not-path, /q, true",
        "ip, 198.51.100.0/24, true",
        "ip, 203.0.113.0/24, false",
        "not-ip, 198.51.100.0/24, false",
        "not-ip, 203.0.113.0/24, true",
      })
  void conditions(String facet, String value, boolean expected) {
    Head head =
        Head.get("/%70?q")
            .with("host", "a.example:8080")
            .with("user-agent", "a Test agent")
            .with("x-one", "1")
            .with("x-two", "a")
            .with("x-two", "b");
    assertThat(decide(rules("r." + facet, value), head)).isEqualTo(expected ? "r" : "none");
  }

  @Test
  void negationsHoldOnWhatIsAbsent() {
    Head bare = Head.get("/").from(null);
    for (String facet : List.of("host", "user-agent", "header.x", "ip")) {
      String value = facet.equals("ip") ? "0.0.0.0/0,::/0" : "*";
      assertThat(decide(rules("r." + facet, value), bare)).as(facet).isEqualTo("none");
      assertThat(decide(rules("r.not-" + facet, value), bare)).as("not-" + facet).isEqualTo("r");
    }
  }

  @Test
  void aConditionAndItsOppositeBothCount() {
    RuleSet rules = rules("r.path", "/a/**", "r.not-path", "/a/b/**");
    assertThat(decide(rules, Head.get("/a/c"))).isEqualTo("r");
    assertThat(decide(rules, Head.get("/a/b/c"))).isEqualTo("none");
  }

  @Test
  void aValueCannotHideBehindManyOthers() {
    Head head = Head.get("/");
    for (int i = 0; i < HeaderCondition.MAX_LINES - 1; i++) {
      head.with("x", "fine");
    }
    head.with("x", "bad");
    assertThat(decide(rules("r.header.x", "bad"), head)).isEqualTo("r");
  }

  @Test
  void theHostOfAnAbsoluteTargetCounts() {
    Head head = Head.get("http://b.example/x").with("host", "a.example");
    assertThat(decide(rules("r.host", "b.example"), head)).isEqualTo("r");
    assertThat(decide(rules("r.host", "a.example"), head)).isEqualTo("none");
  }

  @Test
  void rulesOnAddressesAloneActAtAccept() {
    RuleSet rules =
        rules(
            "a.ip",
            "203.0.113.0/24",
            "a.not-ip",
            "203.0.113.7",
            "b.ip",
            "192.0.2.0/24",
            "b.path",
            "/x",
            "c.ip",
            "192.0.2.9",
            "c.action",
            "monitor");
    assertThat(name(rules.decide(Addresses.of("203.0.113.1")))).isEqualTo("a");
    assertThat(name(rules.decide(Addresses.of("203.0.113.7")))).isEqualTo("none");
    assertThat(name(rules.decide(Addresses.of("192.0.2.9")))).isEqualTo("none");
  }

  @Test
  void acceptWaitsForRequestsThatAnEarlierRuleMayAllow() {
    String[] facets = {
      "health.path", "/health", "health.action", "allow", "health.order", "1",
      "net.ip", "203.0.113.0/24", "first.ip", "192.0.2.0/24", "first.order", "0"
    };
    RuleSet rules = rules(facets);
    assertThat(name(rules.decide(Addresses.of("203.0.113.1")))).isEqualTo("none");
    assertThat(name(rules.decide(Addresses.of("192.0.2.1")))).isEqualTo("first");
    assertThat(decide(rules, Head.get("/health").from("203.0.113.1"))).isEqualTo("health");
    assertThat(decide(rules, Head.get("/x").from("203.0.113.1"))).isEqualTo("net");
  }
}
