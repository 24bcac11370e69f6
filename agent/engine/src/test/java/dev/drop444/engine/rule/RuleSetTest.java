package dev.drop444.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.Head;
import dev.drop444.engine.RawHead;
import dev.drop444.engine.bot.CrawlerState;
import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.lang.reflect.Proxy;
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
        rules.decide(
            head.peer(),
            true,
            head,
            Crawlers.UNKNOWN,
            (rule, monitoredHead) -> monitored.add(rule.name())));
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
        "port, 8443, true",
        "port, '80,8000-9000', true",
        "port, <1024, false",
        "not-port, 8443, false",
        "scheme, https, true",
        "scheme, http, false",
        "not-scheme, http, true",
        "protocol, 'HTTP/1.0,HTTP/2', true",
        "protocol, HTTP/1.1, false",
        "not-protocol, HTTP/1.1, true",
        "path.raw, /%70, true",
        "path.raw, /p, false",
        "not-path.raw, /p, true",
        "query, *Union Select*, true",
        "query, 'q=1&x=*', true",
        "query, *%20*, false",
        "not-query, *union*, false",
        "missing-header, x-three, true",
        "missing-header, 'x-one,x-three', true",
        "missing-header, X-One, false",
        "not-missing-header, 'x-one,host', true",
        "not-missing-header, 'x-one,x-three', false",
        "header.x-one, *, true",
        "content-length, 100, true",
        "content-length, 1-99, false",
        "content-length, >99, true",
        "content-length, >=101, false",
        "content-length, <=100, true",
        "not-content-length, >99, false",
        "header-count, 6, true",
        "header-count, >50, false",
        "not-header-count, >50, true",
        "header-size, 50-200, true",
        "header-size, >16384, false",
        "bot, scanner, false",
        "not-bot, scanner, true",
        "malformed, host-missing, false",
        "not-malformed, host-missing, true",
        "malformed, content-length-duplicate, false",
      })
  void conditions(String facet, String value, boolean expected) {
    Head head =
        Head.get("/%70?q=1&x=UNION+%53elect")
            .to(8443, true)
            .in(Protocol.HTTP_2)
            .with("host", "a.example:8080")
            .with("user-agent", "a Test agent")
            .with("x-one", "1")
            .with("x-two", "a")
            .with("x-two", "b")
            .with("content-length", "100");
    assertThat(decide(rules("r." + facet, value), head)).isEqualTo(expected ? "r" : "none");
  }

  @Test
  void negationsHoldOnWhatIsAbsent() {
    Head bare = Head.get("/").withoutHost().from(null);
    for (String facet :
        List.of("host", "user-agent", "header.x", "ip", "query", "content-length", "bot")) {
      String value =
          facet.equals("ip")
              ? "0.0.0.0/0,::/0"
              : facet.equals("content-length") ? ">=0" : facet.equals("bot") ? "seo" : "*";
      assertThat(decide(rules("r." + facet, value), bare)).as(facet).isEqualTo("none");
      assertThat(decide(rules("r.not-" + facet, value), bare)).as("not-" + facet).isEqualTo("r");
    }
  }

  @Test
  void ofWhatNobodyCanKnowNeitherHolds() {
    Head head = Head.get("/").to(0, false);
    assertThat(decide(rules("r.port", ">0"), head)).isEqualTo("none");
    assertThat(decide(rules("r.not-port", ">0"), head)).isEqualTo("none");
    for (String facet : List.of("ip", "not-ip")) {
      RuleSet rules = rules("r." + facet, "203.0.113.0/24");
      for (String client : List.of("203.0.113.1", "198.51.100.1")) {
        Rule rule = rules.decide(Addresses.of(client), false, head, Crawlers.UNKNOWN, (r, h) -> {});
        assertThat(rule).isNull();
      }
    }
  }

  @Test
  void whatAnAdapterCannotShowIsUnknown() {
    RequestHead blind =
        (RequestHead)
            Proxy.newProxyInstance(
                RequestHead.class.getClassLoader(),
                new Class<?>[] {RequestHead.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("fields")) {
                    throw new UnsupportedOperationException();
                  }
                  return method.invoke(Head.get("/"), arguments);
                });
    for (String facet : List.of("header-count", "not-header-count", "not-malformed", "malformed")) {
      String value = facet.endsWith("malformed") ? "host-missing" : ">5";
      RuleSet rules = rules("r." + facet, value, "s.path", "/");
      Rule rule = rules.decide(null, true, blind, Crawlers.UNKNOWN, (r, h) -> {});
      assertThat(name(rule)).as(facet).isEqualTo("s");
    }
  }

  @Test
  void aValueInAnyLineCountsForEveryRule() {
    Head head = Head.get("/").with("x", "a").with("x", "b");
    assertThat(decide(rules("r.header.x", "b", "q.header.x", "c"), head)).isEqualTo("r");
    assertThat(decide(rules("r.header.x", "b", "r.not-header.x", "a"), head)).isEqualTo("none");
  }

  @Test
  void botsAreToldByTheirUserAgent() {
    Head crawler = Head.get("/").agent("Mozilla/5.0 (compatible; AhrefsBot/7.0)");
    Head browser = Head.get("/").agent("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0");
    RuleSet rules = rules("r.bot", "seo", "a.user-agent", "*Firefox*", "a.path", "/x");
    assertThat(decide(rules, crawler)).isEqualTo("r");
    assertThat(decide(rules, browser)).isEqualTo("none");
    assertThat(decide(rules("r.not-bot", "seo"), crawler)).isEqualTo("none");
  }

  @Test
  void aCrawlerIsHitOnlyOnceItIsKnownToBeAnImpostor() {
    Head google = Head.get("/").agent("Mozilla/5.0 (compatible; Googlebot/2.1; +http://g.co)");
    String[][] table = {
      // selection, state, rule that drops, rule that allows
      {"search-engine", "UNKNOWN", "none", "r"},
      {"search-engine", "VERIFIED", "none", "r"},
      {"search-engine", "IMPOSTOR", "r", "r"},
      {"impostor", "UNKNOWN", "none", "none"},
      {"impostor", "VERIFIED", "none", "none"},
      {"impostor", "IMPOSTOR", "r", "r"},
      {"verified", "UNKNOWN", "none", "none"},
      {"verified", "VERIFIED", "none", "r"},
      {"verified", "IMPOSTOR", "none", "none"},
    };
    for (String[] row : table) {
      Crawlers crawlers = (client, bot) -> CrawlerState.valueOf(row[1]);
      for (String action : List.of("drop", "allow")) {
        RuleSet rules = rules("r.bot", row[0], "r.action", action);
        Rule rule = rules.decide(google.peer(), true, google, crawlers, (r, h) -> {});
        assertThat(name(rule))
            .as(action + " " + row[0] + " " + row[1])
            .isEqualTo(row[action.equals("drop") ? 2 : 3]);
      }
      // Behind a proxy that is not configured nobody can be verified, and so nobody be punished.
      RuleSet rules = rules("r.bot", row[0]);
      Rule rule = rules.decide(google.peer(), false, google, crawlers, (r, h) -> {});
      assertThat(rule).isNull();
    }
  }

  @Test
  void manyRulesReadARequestOnce() {
    RawHead one = request();
    decideAll(rules(patternRules(1)), one);
    RawHead many = request();
    decideAll(rules(patternRules(300)), many);
    assertThat(many.reads()).isEqualTo(one.reads());
  }

  private static RawHead request() {
    return RawHead.of(
        "GET /a/b/c?d=e HTTP/1.1",
        "host: a.example",
        "user-agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "x-one: some value");
  }

  /** None of them holds, and none can be left out for its first condition. */
  private static String[] patternRules(int count) {
    List<String> facets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (String facet : List.of("user-agent", "path", "query", "host", "header.x-one")) {
        String name = "r" + i + "-" + facet.replace('.', '-');
        facets.addAll(List.of(name + "." + facet, "*zq" + i + "wkvj*"));
      }
    }
    return facets.toArray(new String[0]);
  }

  private static void decideAll(RuleSet rules, RawHead head) {
    assertThat(rules.decide(head.peer(), true, head, Crawlers.UNKNOWN, (r, h) -> {})).isNull();
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
    for (int i = 0; i < Subject.MAX_LINES - 1; i++) {
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
