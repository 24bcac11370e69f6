package dev.drop444.engine.pattern.many;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drop444.engine.FuzzInput;
import java.util.ArrayList;
import java.util.List;

/** Any patterns, any text: found is what the naive matcher finds, and the text is read linearly. */
class PatternSetFuzzTest {

  private static final int LONGEST_PATTERN = 60;

  /** The kind of text, the text, and patterns, each on a line. */
  @FuzzTest(maxDuration = "3m")
  void compileAndMatch(byte[] input) {
    String[] lines = FuzzInput.lines(FuzzInput.bytes(input), 3);
    List<TextKind> kinds = List.of(TextKind.values());
    TextKind kind = kinds.get(lines[0].length() % kinds.size());
    String text = lines[1];
    List<String> globs = new ArrayList<>();
    for (String glob : lines[2].split("\n", 20)) {
      try {
        PatternSet.check(glob, kind);
        globs.add(glob);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("a pattern cannot");
      }
    }
    PatternSet set = PatternSet.compile(globs, kind);
    if (text.length() < 200 && globs.stream().allMatch(g -> g.length() < LONGEST_PATTERN)) {
      for (int i = 0; i < globs.size(); i++) {
        assertThat(set.matches(text).contains(i))
            .isEqualTo(NaiveGlob.matches(kind, globs.get(i), text));
      }
    }
    String unit = text.isEmpty() ? "a" : text;
    ByteText inflated = new ByteText(unit.repeat(1 + 4_000 / unit.length()));
    set.matches(inflated);
    assertThat(inflated.reads()).isLessThanOrEqualTo((4L + 3L * globs.size()) * inflated.length());
  }
}
