package dev.drop444.engine.bot.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RangeFileTest {

  @Test
  void readsTheJsonThatOperatorsPublish() {
    String text =
        "{\"creationTime\": \"2026-11-03T15:00:07.000000\", \"prefixes\": ["
            + "{\"ipv4Prefix\": \"66.249.64.0/27\"}, {\"ipv6Prefix\": \"2001:4860:4801:10::/64\"},"
            + "{\"note\": \"see http://example.com/#a;b\"},{\"ipv4Prefix\":\"192.0.2.7/32\"}]}";
    assertThat(RangeFile.entries(text))
        .containsExactly("66.249.64.0/27", "2001:4860:4801:10::/64", "192.0.2.7/32");
  }

  @Test
  void readsPlainLists() {
    String text = "# 10.0.0.0/8 is not meant\n192.0.2.1\n198.51.100.0/24 ; 203.0.113.1\n\n::1\n";
    assertThat(RangeFile.entries(text)).containsExactly("192.0.2.1", "198.51.100.0/24", "::1");
  }

  @Test
  void anyTextHasAnAnswer() {
    SplittableRandom random = new SplittableRandom(7);
    String alphabet = "0123456789abf.:/ \n\t\"{}[],;#xé";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(RangeFile.entries(text)).as("%s", text).noneMatch(String::isBlank);
    }
  }
}
