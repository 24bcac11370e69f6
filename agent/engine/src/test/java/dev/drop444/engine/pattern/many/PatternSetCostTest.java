package dev.drop444.engine.pattern.many;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counts what a text costs: how often a character of it is read, and how many bytes are made. */
class PatternSetCostTest {

  private static final String SAFARI =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
          + "Version/17.4.1 Safari/605.1.15";

  /** As many patterns as there are tools worth knowing, with names of five letters or more. */
  private static List<String> tools() {
    Random random = new Random(444);
    List<String> globs = new ArrayList<>();
    while (globs.size() < 700) {
      StringBuilder name = new StringBuilder();
      for (int i = 0; i < 5 + random.nextInt(8); i++) {
        name.append((char) ('a' + random.nextInt(26)));
      }
      globs.add("*" + name + "*");
    }
    return globs;
  }

  private static long reads(PatternSet set, String text) {
    ByteText counted = new ByteText(text);
    set.first(counted, 0, counted.length());
    return counted.reads();
  }

  @Test
  void anHonestTextIsReadOnce() {
    assertThat(reads(PatternSet.compile(tools(), true), SAFARI))
        .isBetween(1L, (long) SAFARI.length());
  }

  @Test
  void aTextMadeOfTheBeginningsOfAllPatternsIsReadTwice() {
    List<String> globs = tools();
    StringBuilder text = new StringBuilder();
    for (String glob : globs) {
      text.append(glob, 1, glob.length() - 2);
    }
    assertThat(reads(PatternSet.compile(globs, true), text.toString()))
        .isLessThanOrEqualTo(2L * text.length());
  }

  @Test
  void patternsThatMakeABacktrackingMatcherExplodeAreReadOnceMoreEach() {
    List<String> globs =
        List.of(
            "*a*a*a*a*a*a*a*a*ab",
            "*" + "a?".repeat(30) + "*ab*",
            "**/a*a*a*a*a*a*/**/a*b",
            "*aaaa*aaaa*aaaa*b");
    for (int length : new int[] {1_000, 8_000, 64_000}) {
      String text = "/" + "a".repeat(length);
      assertThat(reads(PatternSet.compile(globs, true), text))
          .isLessThanOrEqualTo((2L + globs.size()) * text.length());
      assertThat(reads(PatternSet.compilePaths(globs), text))
          .isLessThanOrEqualTo((2L + globs.size()) * text.length());
    }
  }

  @Test
  void aLiteralThatIsFoundEverywhereIsNotComparedEverywhere() {
    // Each place of "aaaa" asks for the head and the tail, which fail at their first character.
    PatternSet set = PatternSet.compile(List.of("xa*aaaa*ay"), true);
    String text = "a".repeat(10_000);
    assertThat(reads(set, text)).isLessThanOrEqualTo(4L * text.length());
  }

  @Test
  void theRestOfASegmentIsNotReadFromEveryPlaceOfALiteral() {
    PatternSet set = PatternSet.compilePaths(List.of("**ab*", "**/ab*", "ab*"));
    for (int length : new int[] {1_000, 8_000, 64_000}) {
      for (String part : List.of("ab", "/ab", "ab/ab")) {
        String text = "/" + part.repeat(length) + "/";
        assertThat(reads(set, text)).isLessThanOrEqualTo(5L * text.length());
      }
    }
  }

  @Test
  void nothingIsAllocatedIfNothingMatches() {
    List<String> paths =
        List.of("/wp-*", "*.php", "/.git/**", "/static/*/private", "/a*b*c", "/x/**/secret-*");
    PatternSet tools = PatternSet.compile(tools(), true);
    PatternSet probes = PatternSet.compilePaths(paths);
    // The last one contains what several patterns ask for, and matches none.
    List<CharSequence> texts =
        List.of(new ByteText(SAFARI), "/index.html", "/static/js/main.js", "/x/y/secret/.git.php/");
    int matches = 0;
    long before = 0;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    for (int round = 0; round < 20_000; round++) {
      if (round == 10_000) {
        before = threads.getThreadAllocatedBytes(self);
      }
      for (int i = 0; i < texts.size(); i++) {
        matches += tools.matches(texts.get(i)).size() + probes.matches(texts.get(i)).size();
      }
    }
    long allocated = threads.getThreadAllocatedBytes(self) - before;
    assertThat(matches).isZero();
    // 40,000 texts; what is left is the measuring itself.
    assertThat(allocated).isLessThan(10_000);
  }
}
