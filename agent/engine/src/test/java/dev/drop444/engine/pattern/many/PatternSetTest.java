package dev.drop444.engine.pattern.many;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSetTest {

  private static final String CHROME =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0";

  @ParameterizedTest
  @CsvSource({
    "*sqlmap*, sqlmap/1.4, true",
    "*sqlmap*, x SQLmap, true",
    "*sqlmap*, sqlma, false",
    "curl/*, curl/8.0, true",
    "curl/*, libcurl/8.0, false",
    "*bot, my BOT, true",
    "*bot, my bot/1, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a*b*c, a-b-c, true",
    "a*b*c, a-c-b, false",
    "*ab*bc*, abc, false",
    "*ab*bc*, abbc, true",
    "ab*ba, aba, false",
    "\\*, *, true",
    "\\*, x, false",
    "*, '', true",
    "?, '', false",
  })
  void matchesTextWithoutCase(String glob, String text, boolean expected) {
    assertThat(PatternSet.compile(List.of(glob), true).any(text, 0, text.length()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/wp-*, /wp-login.php, true",
    "/wp-*, /wp-admin/x, false",
    "/wp-*, /a/wp-login, false",
    "wp-*, /a/wp-login, true",
    "*.php, /index.php, true",
    "*.php, /a/b/index.php, true",
    "*.php, index.php, false",
    "*.php, /index.php/x, false",
    "*.PHP, /index.php, false",
    "/.git/**, /.git, true",
    "/.git/**, /.git/config, true",
    "/.git/**, /.gitignore, false",
    "/a/**/b, /a/b, true",
    "/a/**/b, /a/x/y/b, true",
    "/a/**/b, /ab, false",
    "/a/*/b, /a/x/b, true",
    "/a/*/b, /a/x/y/b, false",
    "/a?b, /a/b, false",
    ".env, /x/.env, true",
    ".env, /x/.env.local, false",
    "/**/**/**/a/**/b/**/c/**/d, /a/b/c/d, true",
    "/**/**/**/a/**/b/**/c/**/d, /x/a/b/y/c/d, true",
    "/**/**/**/a/**/b/**/c/**/d, /a/b/cd, false",
    "*, anything, true",
    "**, '', true",
  })
  void matchesPaths(String glob, String path, boolean expected) {
    assertThat(PatternSet.compilePaths(List.of(glob)).any(path, 0, path.length()))
        .isEqualTo(expected);
  }

  @Test
  void methodsAreCaseSensitive() {
    PatternSet methods = PatternSet.compile(List.of("TRACE", "CONNECT"), false);
    assertThat(methods.first("CONNECT", 0, 7)).isEqualTo(1);
    assertThat(methods.first("connect", 0, 7)).isEqualTo(PatternSet.NONE);
  }

  @Test
  void saysWhichMatchTheFirstOfTheListFirst() {
    PatternSet set =
        PatternSet.compile(List.of("nothing", "*map*", "*sqlmap*", "*x*", "sql*", "*"), true);
    Matches matches = set.matches("sqlmap/1.0");
    List<Integer> ids = new ArrayList<>();
    matches.forEach(ids::add);
    assertThat(ids).containsExactly(1, 2, 4, 5);
    assertThat(matches.first()).isEqualTo(1);
    assertThat(matches.size()).isEqualTo(4);
    assertThat(matches.contains(2)).isTrue();
    assertThat(matches.contains(3)).isFalse();
    assertThat(matches.contains(700)).isFalse();
    assertThat(matches).hasToString("[1, 2, 4, 5]");
    assertThat(set.first("sqlmap/1.0", 0, 10)).isEqualTo(1);
  }

  @Test
  void looksAtAPartOfATextOnly() {
    PatternSet set = PatternSet.compilePaths(List.of("/admin"));
    assertThat(set.any("x/admin?y", 1, 7)).isTrue();
    assertThat(set.any("x/admin?y", 0, 9)).isFalse();
  }

  @Test
  void noMatchIsAlwaysTheSameObject() {
    assertThat(PatternSet.compile(List.of("*sqlmap*"), true).matches(CHROME))
        .isSameAs(Matches.NONE);
    assertThat(PatternSet.compile(List.of(), true).matches(CHROME)).isSameAs(Matches.NONE);
    assertThat(Matches.NONE.isEmpty()).isTrue();
  }

  @Test
  void nonAsciiPatternsStandForTheirUtf8Bytes() {
    PatternSet set = PatternSet.compile(List.of("caf\u00e9"), true);
    assertThat(set.any(new ByteText("CAF\u00c3\u00a9"), 0, 5)).isTrue();
    assertThat(set.any("caf\u00e9", 0, 4)).isFalse();
  }

  @Test
  void aCharacterThatIsNoByteIsMatchedByWildCardsOnly() {
    PatternSet set = PatternSet.compile(List.of("a?c", "a*c", "abc"), true);
    // Its low byte is that of "b".
    assertThat(set.matches("a\u0162c")).hasToString("[0, 1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x\\"})
  void refusesWhatIsNoPattern(String glob) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PatternSet.compile(Arrays.asList("ok", glob), true))
        .withMessageStartingWith("pattern 2: a pattern cannot ");
  }

  @Test
  void refusesPatternsThatAreTooLong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PatternSet.compilePaths(List.of("/" + "a".repeat(1024))))
        .withMessageContaining("1024");
  }
}
