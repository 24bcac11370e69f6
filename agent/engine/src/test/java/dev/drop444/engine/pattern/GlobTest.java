package dev.drop444.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "/foo, /foo, true",
    "/foo, /foo/, false",
    "/foo, /Foo, false",
    "/foo/*, /foo/, true",
    "/foo/*, /foo/a, true",
    "/foo/*, /foo, false",
    "/foo/*, /foo/a/b, false",
    "/foo/**, /foo, true",
    "/foo/**, /foo/, true",
    "/foo/**, /foo/a/b, true",
    "/foo/**, /foobar, false",
    "/foo**, /foobar/x, true",
    "/a/**/b, /a/b, true",
    "/a/**/b, /a/x/y/b, true",
    "/a/**/b, /a/xb, false",
    "/a/**/**/b, /a/b, true",
    "/wp-*, /wp-login.php, true",
    "/wp-*, /wp-admin/install.php, false",
    "/wp-*/**, /wp-admin/install.php, true",
    "/.git/**, /.git/config, true",
    "/.git/**, /.gitignore, false",
    "*.php, /index.php, true",
    "*.php, /a/b/index.php, true",
    "*.php, /index.php/x, false",
    "*.php, /index.php5, false",
    "admin, /admin, true",
    "admin, /a/admin, true",
    "admin, /administrator, false",
    "a/b, /x/a/b, true",
    "**/b, /x/a/b, true",
    "*, /, true",
    "*, /a/b, true",
    "*, *, true",
    "**, '', true",
    "/?, /a, true",
    "/?, //, false",
    "/?, /, false",
    "/\\*, /*, true",
    "/\\*, /a, false",
    "/a\\?b, /a?b, true",
  })
  void paths(String glob, String path, boolean expected) {
    assertThat(Patterns.of(Glob.Kind.PATH, glob).match(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "*sqlmap*, SqlMap/1.8, true",
    "*SQLMAP*, sqlmap, true",
    "*sqlmap*, sqlma, false",
    "a*/b*c, a/x/b/y/c, true",
    "curl/?.*, curl/8.5, true",
    "'', '', false",
  })
  void text(String glob, String text, boolean expected) {
    Patterns patterns =
        glob.isEmpty() ? Patterns.of(Glob.Kind.TEXT) : Patterns.of(Glob.Kind.TEXT, glob);
    assertThat(patterns.match(text)).isEqualTo(expected);
  }

  @Test
  void methodsAreCaseSensitive() {
    Patterns patterns = Patterns.of(Glob.Kind.EXACT_TEXT, "TRACE", "CONN*");
    assertThat(patterns.match("TRACE")).isTrue();
    assertThat(patterns.match("CONNECT")).isTrue();
    assertThat(patterns.match("trace")).isFalse();
  }

  @Test
  void charactersOutsideAsciiAreUtf8Bytes() {
    String bytes =
        new String(
            "/café".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(Patterns.of(Glob.Kind.PATH, "/café").match(bytes)).isTrue();
    assertThat(Patterns.of(Glob.Kind.PATH, "/caf*").match("/caf\u20ac")).isTrue();
    assertThat(Patterns.of(Glob.Kind.PATH, "/caf\u20ac").match("/caf\u20ac")).isFalse();
  }

  @Test
  void aPartOfATextCanBeMatched() {
    Patterns patterns = Patterns.of(Glob.Kind.PATH, "/a");
    assertThat(patterns.match("/a?query", 0, 2)).isTrue();
    assertThat(patterns.match("x/a", 1, 3)).isTrue();
    assertThat(patterns.match("/a?query", 0, 3)).isFalse();
  }

  @Test
  void whatIsNoPatternIsRefused() {
    assertThatThrownBy(() -> Glob.parse("", Glob.Kind.PATH)).hasMessageContaining("empty");
    assertThatThrownBy(() -> Glob.parse("a\\", Glob.Kind.PATH)).hasMessageContaining("backslash");
    assertThatThrownBy(() -> Glob.parse("a".repeat(1025), Glob.Kind.PATH))
        .hasMessageContaining("1024");
  }

  /** Random short patterns and texts over a small alphabet, against the definition spelt out. */
  @ParameterizedTest
  @EnumSource(Glob.Kind.class)
  void agreesWithADirectReadingOfTheDefinition(Glob.Kind kind) {
    Random random = new Random(444);
    String patternAlphabet = "ab/*?A*";
    String textAlphabet = "ab/A";
    int matches = 0;
    for (int round = 0; round < 20_000; round++) {
      List<String> globs = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        globs.add(word(random, patternAlphabet, 1 + random.nextInt(7)));
      }
      Patterns patterns = Patterns.of(kind, globs.toArray(new String[0]));
      for (int i = 0; i < 5; i++) {
        String text = word(random, textAlphabet, random.nextInt(9));
        if (kind == Glob.Kind.PATH) {
          text = "/" + text;
        }
        boolean expected = false;
        for (String glob : globs) {
          expected |= NaiveGlob.matches(glob, text, kind);
        }
        assertThat(patterns.match(text)).as("%s on %s", globs, text).isEqualTo(expected);
        matches += expected ? 1 : 0;
      }
    }
    assertThat(matches).as("rounds that matched").isBetween(5_000, 95_000);
  }

  private static String word(Random random, String alphabet, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  /**
   * Patterns that take a backtracking matcher longer than the universe will last. That this test
   * ends is the assertion.
   */
  @Test
  void hostilePatternsAndTextsTakeLinearTime() {
    String text = "a".repeat(200_000);
    assertThat(Patterns.of(Glob.Kind.TEXT, "*a".repeat(400) + "*b").match(text)).isFalse();
    assertThat(Patterns.of(Glob.Kind.PATH, "/" + "**a".repeat(300) + "/b").match("/" + text))
        .isFalse();
    assertThat(Patterns.of(Glob.Kind.TEXT, "?*".repeat(400) + "b").match(text)).isFalse();
  }

  /**
   * The automaton of {@code *a???????????????*} has more states than may be kept; texts that visit
   * them all must neither fill the memory nor change the result.
   */
  @Test
  void anExplosionOfStatesChangesNothing() {
    String glob = "*a" + "?".repeat(15) + "b";
    Patterns patterns = Patterns.of(Glob.Kind.TEXT, glob);
    Random random = new Random(444);
    String text = word(random, "ab", 300_000);
    for (int end = 1_000; end < text.length(); end += 997) {
      boolean expected = text.charAt(end - 1) == 'b' && text.charAt(end - 17) == 'a';
      assertThat(patterns.match(text, end - 1_000, end)).isEqualTo(expected);
    }
    assertThat(patterns.match(text))
        .isEqualTo(text.charAt(text.length() - 1) == 'b' && text.charAt(text.length() - 17) == 'a');
  }
}
