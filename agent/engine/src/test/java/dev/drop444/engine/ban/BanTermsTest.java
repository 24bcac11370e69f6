package dev.drop444.engine.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BanTermsTest {

  private static final Duration TEN = Duration.ofMinutes(10);

  private static Duration length(BanTerms terms, int count) {
    return terms.length(count, bound -> bound - 1);
  }

  @Test
  void bansGrowAsThoseOfFail2ban() {
    BanTerms terms = new BanTerms(TEN, true, 1, Duration.ofHours(1), Duration.ZERO);
    assertThat(length(terms, 1)).isEqualTo(TEN);
    assertThat(length(terms, 2)).isEqualTo(TEN.multipliedBy(2));
    assertThat(length(terms, 3)).isEqualTo(TEN.multipliedBy(4));
    assertThat(length(terms, 4)).isEqualTo(Duration.ofHours(1));
    assertThat(length(terms, 1_000_000)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aFactorMakesAllButTheFirstLonger() {
    BanTerms terms = new BanTerms(TEN, true, 3, Duration.ofDays(1), Duration.ZERO);
    assertThat(length(terms, 1)).isEqualTo(TEN);
    assertThat(length(terms, 2)).isEqualTo(TEN.multipliedBy(6));
  }

  @Test
  void withoutIncrementEachIsTheSame() {
    assertThat(length(BanTerms.of(TEN), 9)).isEqualTo(TEN);
    Duration month = Duration.ofDays(30);
    assertThat(length(BanTerms.of(month), 1)).isEqualTo(month);
  }

  @Test
  void jitterOnlyAdds() {
    BanTerms terms = new BanTerms(TEN, false, 1, TEN, Duration.ofSeconds(30));
    assertThat(length(terms, 1)).isEqualTo(TEN.plusSeconds(30));
    assertThat(terms.length(1, bound -> 0)).isEqualTo(TEN);
  }
}
