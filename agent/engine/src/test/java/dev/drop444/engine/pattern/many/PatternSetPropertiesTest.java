package dev.drop444.engine.pattern.many;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class PatternSetPropertiesTest {

  @Property(tries = 3000)
  void saysWhatTheNaiveMatcherSays(
      @ForAll TextKind kind, @ForAll("globs") List<String> globs, @ForAll("texts") String text) {
    PatternSet set = compile(kind, globs);
    List<Integer> expected = new ArrayList<>();
    for (int id = 0; id < globs.size(); id++) {
      if (NaiveGlob.matches(kind, globs.get(id), text)) {
        expected.add(id);
      }
    }
    List<Integer> found = new ArrayList<>();
    String around = "ab" + text + "/a";
    set.matches(around, 2, 2 + text.length()).forEach(found::add);
    assertThat(found).isEqualTo(expected);
    assertThat(set.any(text, 0, text.length())).isEqualTo(!expected.isEmpty());
    assertThat(set.first(new ByteText(text), 0, text.length()))
        .isEqualTo(expected.isEmpty() ? PatternSet.NONE : expected.get(0));
  }

  @Property(tries = 2000)
  void aTextMadeFromAPatternMatchesIt(
      @ForAll TextKind kind,
      @ForAll("globs") List<String> others,
      @ForAll("literals") List<String> literals) {
    List<String> globs = new ArrayList<>(others);
    globs.add("/" + String.join("*", literals));
    String text = "/" + String.join("AbaB", literals);
    assertThat(compile(kind, globs).matches(text).contains(others.size())).isTrue();
  }

  @Property(tries = 3000)
  void nothingThrowsWhateverThePatternAndTheText(
      @ForAll TextKind kind, @ForAll String glob, @ForAll String text) {
    PatternSet set;
    try {
      set = compile(kind, List.of(glob, "*x?y*"));
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("a pattern cannot");
      return;
    }
    assertThat(set.matches(text).contains(0)).isEqualTo(NaiveGlob.matches(kind, glob, text));
  }

  @Property(tries = 200)
  void tableOfGramsHoldsWhatWasPutInAndNothingElse(
      @ForAll List<Integer> numbers, @ForAll List<Integer> others) {
    numbers.removeIf(number -> number == 0);
    others.removeIf(number -> number == 0);
    GramTable table = GramTable.of(numbers.stream().mapToInt(Integer::intValue).toArray());
    numbers.forEach(number -> assertThat(table.contains(number)).isTrue());
    others.forEach(
        number -> assertThat(table.contains(number)).isEqualTo(numbers.contains(number)));
  }

  private static PatternSet compile(TextKind kind, List<String> globs) {
    return kind == TextKind.PATH
        ? PatternSet.compilePaths(globs)
        : PatternSet.compile(globs, kind == TextKind.TEXT);
  }

  /** Few letters, so that patterns overlap each other and themselves. */
  @Provide
  Arbitrary<List<String>> globs() {
    Arbitrary<String> small =
        Arbitraries.of("a", "b", "B", "/", "*", "**", "/**", "/**/", "?", "\\*", "abab", "/ab")
            .list()
            .ofMinSize(1)
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    Arbitrary<String> around = small.map(glob -> "*" + glob + "*");
    Arbitrary<String> wide =
        Combinators.combine(small, small).as((one, two) -> one + "ab?".repeat(30) + two);
    return Arbitraries.frequencyOf(Tuple.of(6, small), Tuple.of(3, around), Tuple.of(1, wide))
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "A", "/", "/a", "ab", "*", "abab", "aba".repeat(25))
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<String>> literals() {
    return Arbitraries.strings().withChars("abAB-").ofMaxLength(6).list().ofSize(3);
  }
}
