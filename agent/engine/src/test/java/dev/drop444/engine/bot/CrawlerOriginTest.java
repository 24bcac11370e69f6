package dev.drop444.engine.bot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrawlerOriginTest {

  private final CrawlerOrigin google = CrawlerOrigin.parse("dns googlebot.com google.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crawl-66-249-66-1.googlebot.com",
        "crawl-66-249-66-1.googlebot.com.",
        "rate-limited-proxy-66-249-90-77.google.com",
        "CRAWL-1.GoogleBot.COM",
        "geo-crawl-1.geo.googlebot.com",
        "googlebot.com"
      })
  void ownsItsDomains(String host) {
    assertThat(google.owns(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evilgooglebot.com",
        "crawl-66-249-66-1.googlebot.com.example.net",
        "googlebot.com.example.net.",
        "1.2.3.4.bc.googleusercontent.com",
        "google.co",
        "com",
        ".",
        ""
      })
  void ownsNothingElse(String host) {
    assertThat(google.owns(host)).isFalse();
  }

  @Test
  void knowsWhatTheOperatorPromises() {
    assertThat(google.forwardConfirmed()).isTrue();
    assertThat(CrawlerOrigin.parse("dns-name baidu.com").forwardConfirmed()).isFalse();
    assertThat(CrawlerOrigin.parse("ranges").domains()).isEmpty();
  }
}
