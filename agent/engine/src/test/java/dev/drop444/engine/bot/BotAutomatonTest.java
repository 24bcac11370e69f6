package dev.drop444.engine.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BotAutomatonTest {

  @Test
  void findsTheFirstInTheListAndNotInTheText() {
    BotAutomaton automaton = new BotAutomaton(List.of("second", "first"));
    assertThat(automaton.find("the first and the second")).isZero();
    assertThat(automaton.find("the first")).isEqualTo(1);
    assertThat(automaton.find("the")).isEqualTo(BotAutomaton.NONE);
    assertThat(automaton.find("")).isEqualTo(BotAutomaton.NONE);
  }

  @Test
  void readsEachTextOnceAndSaysWhatComparingEachPatternSays() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 300; round++) {
      List<String> patterns = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        String anchored = (random.nextInt(5) == 0 ? "^" : "") + letters(random, 1, 5, "ab/");
        patterns.add(anchored + (random.nextInt(5) == 0 ? "$" : ""));
      }
      BotAutomaton automaton = new BotAutomaton(patterns);
      for (int i = 0; i < 50; i++) {
        String text = letters(random, 0, 12, "aAbB/x\u00e9");
        assertThat(automaton.find(text))
            .as("round %d: %s in %s", round, patterns, text)
            .isEqualTo(expected(patterns, text));
      }
    }
  }

  @Test
  void refusesWhatItCouldNotFind() {
    assertThatThrownBy(() -> new BotAutomaton(List.of("Upper"))).hasMessageContaining("Upper");
    assertThatThrownBy(() -> new BotAutomaton(List.of("\u00e9"))).hasMessageContaining("ASCII");
    assertThatThrownBy(() -> new BotAutomaton(List.of("^"))).hasMessageContaining("empty");
    assertThatThrownBy(() -> new BotAutomaton(List.of(""))).hasMessageContaining("empty");
  }

  private static int expected(List<String> patterns, String text) {
    String framed = "^" + text.toLowerCase(Locale.ROOT) + "$";
    for (int i = 0; i < patterns.size(); i++) {
      if (framed.contains(patterns.get(i))) {
        return i;
      }
    }
    return BotAutomaton.NONE;
  }

  private static String letters(SplittableRandom random, int min, int max, String alphabet) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(min, max + 1);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
