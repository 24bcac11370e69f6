package dev.drop444.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Engine;
import dev.drop444.engine.Head;
import dev.drop444.engine.MovableTime;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.explain.Explanation;
import dev.drop444.engine.gate.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.slf4j.helpers.NOPLogger;

/** Whatever the rules and the request, what is decided is what the rules say one by one. */
class RuleSetPropertiesTest {

  @Provide
  Arbitrary<RandomRules> scenarios() {
    return Arbitraries.randomValue(RandomRules::of);
  }

  private static List<String> decide(RuleSet rules, RandomRules scenario) {
    List<String> told = new ArrayList<>();
    Head head = scenario.head();
    Rule rule =
        rules.decide(
            head.peer(),
            scenario.sample.known,
            head,
            Crawlers.UNKNOWN,
            (monitoring, seen) -> told.add(monitoring.name()));
    told.add(rule == null ? "none" : rule.name());
    return told;
  }

  @Property(tries = 1000)
  void decidesAsOneRuleAfterTheOtherWould(@ForAll("scenarios") RandomRules scenario) {
    RuleSet rules = Configurations.of(scenario.settings()).rules();
    assertThat(decide(rules, scenario)).as(scenario.toString()).isEqualTo(scenario.expected());
    // And again: nothing is left over of a request.
    assertThat(decide(rules, scenario)).isEqualTo(scenario.expected());
  }

  @Property(tries = 200)
  void theOrderOfWritingDoesNotMatter(@ForAll("scenarios") RandomRules scenario) {
    List<String> names = names(Configurations.of(scenario.settings()).rules());
    assertThat(names(Configurations.of(scenario.settings()).rules())).isEqualTo(names);
    for (int i = 1; i < names.size(); i++) {
      RandomRules.Written before = written(scenario, names.get(i - 1));
      RandomRules.Written after = written(scenario, names.get(i));
      boolean inOrder =
          before.order < after.order
              || (before.order == after.order && before.name.compareTo(after.name) < 0);
      assertThat(inOrder).as("%s before %s", before.name, after.name).isTrue();
    }
  }

  private static List<String> names(RuleSet rules) {
    return rules.rules().stream().map(Rule::name).collect(Collectors.toList());
  }

  private static RandomRules.Written written(RandomRules scenario, String name) {
    return scenario.rules.stream().filter(r -> r.name.equals(name)).findFirst().orElseThrow();
  }

  /** Each condition next to its opposite: one of both holds, unless nobody can know. */
  @Property(tries = 500)
  void notIsTheOppositeOfWhatIsKnown(@ForAll("scenarios") RandomRules scenario) {
    List<String> settings = new ArrayList<>(List.of("preset", "none"));
    String[] written = scenario.settings();
    for (int i = 0; i < written.length; i += 2) {
      String facet = written[i].replaceFirst("^rule\\.[^.]+\\.(not-)?", "");
      if (!List.of("preset", "action", "order").contains(facet)) {
        settings.addAll(List.of("rule.yes-" + i + "." + facet, written[i + 1]));
        settings.addAll(List.of("rule.no-" + i + ".not-" + facet, written[i + 1]));
      }
    }
    RuleSet rules = Configurations.of(settings.toArray(new String[0])).rules();
    Head head = scenario.head();
    List<Trial> trials =
        rules.tryAll(head.peer(), scenario.sample.known, head, null, Crawlers.UNKNOWN);
    for (Trial trial : trials) {
      String name = trial.rule().name();
      if (name.startsWith("yes-")) {
        Trial opposite =
            trials.stream()
                .filter(other -> other.rule().name().equals("no-" + name.substring(4)))
                .findFirst()
                .orElseThrow();
        boolean unknown = trial.results().get(0).unknown();
        assertThat(opposite.results().get(0).unknown()).isEqualTo(unknown);
        if (unknown) {
          assertThat(trial.holds() || opposite.holds()).isFalse();
        } else {
          assertThat(trial.holds())
              .as(trial.results().get(0).wording() + "")
              .isNotEqualTo(opposite.holds());
        }
      }
    }
  }

  /** What explain says is what the engine then does. */
  @Property(tries = 200)
  void explainAgreesWithWhatIsDecided(
      @ForAll("scenarios") RandomRules scenario, @ForAll("surroundings") String surroundings) {
    String[] around = surroundings.split(" ", -1);
    String[] settings = scenario.settings();
    String[] all = Arrays.copyOf(settings, settings.length + around.length);
    System.arraycopy(around, 0, all, settings.length, around.length);
    Configuration configuration = Configurations.of(all);
    Head head = scenario.head();
    Explanation explanation = Explanation.of(configuration, head);
    try (Engine engine =
        Engine.start(configuration, () -> NOPLogger.NOP_LOGGER, new MovableTime())) {
      Verdict verdict = engine.gates("test").request(head);
      assertThat(explanation.drops()).as(explanation.toString()).isEqualTo(verdict.drops());
      if (verdict.drops()) {
        assertThat(explanation.decider()).isEqualTo(verdict.rule());
      }
      assertThat(engine.counts().faults()).isEmpty();
    }
  }

  @Provide
  Arbitrary<String> surroundings() {
    return Arbitraries.of(
        "mode enforce",
        "mode monitor",
        "mode off",
        "enforce 50%",
        "allow 192.0.2.1",
        "deny 198.51.100.0/24",
        "trusted-proxies 203.0.113.9",
        "trusted-proxies 203.0.113.9 allow 192.0.2.1 deny 198.51.100.7");
  }
}
