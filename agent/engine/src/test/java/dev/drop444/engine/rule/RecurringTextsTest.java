package dev.drop444.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Octets;
import dev.drop444.engine.pattern.many.PatternSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is remembered, and whatever had to be forgotten for it, the patterns are the judge. */
class RecurringTextsTest {

  private final Random random = new Random(444);

  /** More than 64, so that they take two words. */
  private static List<String> patterns() {
    List<String> patterns = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      patterns.add("*bot-" + i + "*");
    }
    return patterns;
  }

  private String text() {
    // Few enough to come again, many enough to meet in one place; some too long to be remembered.
    String text = "Mozilla/5.0 (" + "x".repeat(random.nextInt(3)) + ") " + random.nextInt(200);
    if (random.nextInt(3) == 0) {
      text += " bot-" + random.nextInt(90);
    }
    return random.nextInt(50) == 0 ? text + " ".repeat(600) : text;
  }

  private static CharSequence octets(String text) {
    byte[] bytes = ("before" + text + "behind").getBytes(StandardCharsets.ISO_8859_1);
    return new Octets(bytes, 6, 6 + text.length());
  }

  @Test
  void fitsWhatThePatternsFit() {
    PatternSet patterns = PatternSet.compile(patterns(), true);
    RecurringTexts texts = new RecurringTexts(patterns.size());
    int fitting = 0;
    for (int i = 0; i < 50_000; i++) {
      String text = text();
      long[] expected = new long[2];
      boolean any = patterns.collect(text, 0, text.length(), expected);
      long[] found = new long[2];
      CharSequence shown = random.nextBoolean() ? text : octets(text);
      assertThat(texts.collect(patterns, shown, found)).as(text).isEqualTo(any);
      assertThat(found).as(text).isEqualTo(expected);
      fitting += any ? 1 : 0;
    }
    assertThat(fitting).isPositive();
  }

  @Test
  void addsToWhatWasFound() {
    PatternSet patterns = PatternSet.compile(patterns(), true);
    RecurringTexts texts = new RecurringTexts(patterns.size());
    long[] found = new long[2];
    for (int time = 0; time < 2; time++) {
      texts.collect(patterns, "a bot-3", found);
      texts.collect(patterns, "a bot-68", found);
    }
    // Of bot-68 also bot-6, for a pattern fits a part.
    assertThat(found).containsExactly(1L << 3 | 1L << 6, 1L << (68 - 64));
  }
}
