package dev.drop444.engine.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table that is shipped keeps its promises, also after it was renewed. */
class BotTableTest {

  private static final List<BotTable.Row> ROWS = BotTable.shipped(false);

  @Test
  void hasManyPatternsAndSomeOfEachCategory() {
    assertThat(ROWS).hasSizeGreaterThan(1_000);
    for (BotCategory category : BotCategory.values()) {
      assertThat(ROWS).as(category.key()).anyMatch(row -> row.bot.is(category));
    }
  }

  @Test
  void attackToolsStandFirstAndAreNothingElse() {
    List<BotTable.Row> scanners = BotTable.shipped(true);
    assertThat(scanners).hasSizeBetween(50, 150);
    List<String> expected =
        ROWS.stream()
            .filter(row -> row.bot.is(BotCategory.SCANNER))
            .map(row -> row.pattern)
            .collect(Collectors.toList());
    assertThat(scanners).extracting(row -> row.pattern).containsExactlyElementsOf(expected);
    assertThat(scanners)
        .allMatch(row -> row.bot.categories().equals(EnumSet.of(BotCategory.SCANNER)));
  }

  @Test
  void eachPatternStandsOnceAndIsLongEnoughToMeanSomething() {
    Set<String> seen = new HashSet<>();
    for (BotTable.Row row : ROWS) {
      assertThat(seen.add(row.pattern)).as("twice: " + row.pattern).isTrue();
      assertThat(row.pattern.replaceAll("^\\^|\\$$", "")).hasSizeGreaterThanOrEqualTo(3);
      assertThat(row.bot.name()).isNotBlank().matches("[ -~]+");
    }
  }

  @Test
  void onlyCrawlersThatPeopleWantAreVerified() {
    // A verified crawler is never dropped by a bot rule: who selects AI crawlers means all of them.
    Set<BotCategory> wanted = EnumSet.of(BotCategory.SEARCH_ENGINE, BotCategory.ADVERTISING);
    for (BotTable.Row row : ROWS) {
      if (row.bot.origin() != null) {
        assertThat(wanted).as(row.bot.name()).containsAll(row.bot.categories());
      }
    }
    for (BotCategory category : wanted) {
      assertThat(BotSelection.of(List.of(category.key())).asksForState()).isTrue();
    }
  }

  @Test
  void aLineThatIsWrongIsNamed() {
    assertThatThrownBy(() -> read("# fine\nseo\tone\tOne\nsoe\ttwo\tTwo\n"))
        .isInstanceOf(IOException.class)
        .hasMessage("line 3: no such category: soe");
    assertThatThrownBy(() -> read("seo\tone\tOne\thttps://example.com\tmaybe\n"))
        .hasMessageContaining("line 1: dns, dns-name or ranges expected, not maybe");
    assertThatThrownBy(() -> read("seo\tone\n")).hasMessageContaining("line 1");
  }

  private static List<BotTable.Row> read(String text) throws IOException {
    return BotTable.read(new BufferedReader(new StringReader(text)), false);
  }
}
