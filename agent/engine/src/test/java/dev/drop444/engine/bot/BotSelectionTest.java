package dev.drop444.engine.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BotSelectionTest {

  private final Bot google = bot(BotCategory.SEARCH_ENGINE);
  private final Bot curl = bot(BotCategory.HTTP_LIBRARY);

  @Test
  void aCategorySelectsItsBots() {
    BotSelection selection = BotSelection.of(List.of("http-library", "seo"));
    assertThat(selection.includes(curl, CrawlerState.NOT_VERIFIABLE, true)).isTrue();
    assertThat(selection.includes(google, CrawlerState.NOT_VERIFIABLE, true)).isFalse();
    assertThat(selection.includes(null, CrawlerState.NOT_VERIFIABLE, true)).isFalse();
  }

  @Test
  void aRuleThatHarmsSparesTheVerifiedAndTheUnknown() {
    BotSelection selection = BotSelection.of(List.of("search-engine"));
    assertThat(selection.includes(google, CrawlerState.VERIFIED, true)).isFalse();
    assertThat(selection.includes(google, CrawlerState.UNKNOWN, true)).isFalse();
    assertThat(selection.includes(google, CrawlerState.NOT_VERIFIABLE, true)).isTrue();
    assertThat(selection.includes(google, CrawlerState.IMPOSTOR, true)).isTrue();
    assertThat(selection.includes(google, CrawlerState.VERIFIED, false)).isTrue();
    assertThat(selection.includes(google, CrawlerState.UNKNOWN, false)).isTrue();
  }

  @Test
  void anImpostorIsSelectedOnlyOnceItIsProven() {
    BotSelection selection = BotSelection.of(List.of("impostor"));
    assertThat(selection.includes(google, CrawlerState.IMPOSTOR, true)).isTrue();
    for (CrawlerState state : CrawlerState.values()) {
      boolean proven = state == CrawlerState.IMPOSTOR;
      assertThat(selection.includes(google, state, true)).as("%s", state).isEqualTo(proven);
      assertThat(selection.includes(google, state, false)).as("%s", state).isEqualTo(proven);
    }
  }

  @Test
  void theVerifiedCanBeAllowed() {
    BotSelection selection = BotSelection.of(List.of("verified"));
    assertThat(selection.includes(google, CrawlerState.VERIFIED, false)).isTrue();
    assertThat(selection.includes(google, CrawlerState.UNKNOWN, false)).isFalse();
    assertThat(selection.includes(google, CrawlerState.VERIFIED, true)).isFalse();
  }

  @Test
  void asksTheDnsOnlyIfTheAnswerMatters() {
    assertThat(BotSelection.of(List.of("scanner")).asksForState()).isFalse();
    assertThat(BotSelection.of(List.of("scanner")).scannersOnly()).isTrue();
    assertThat(BotSelection.of(List.of("scanner", "impostor")).scannersOnly()).isFalse();
    assertThat(BotSelection.of(List.of("impostor")).asksForState()).isTrue();
    assertThat(BotSelection.of(List.of("search-engine")).asksForState()).isTrue();
  }

  @Test
  void aWordThatIsNoneIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> BotSelection.of(List.of("seo", "serch-engine")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("serch-engine")
        .hasMessageContaining("search-engine, ")
        .hasMessageContaining("impostor, verified");
  }

  private static Bot bot(BotCategory category) {
    return new Bot("test", EnumSet.of(category), "", null);
  }
}
