package dev.drop444.report.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
        "false | Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "false | Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/1 Safari/1",
        "false | curl/8.5.0",
        "false | Mozilla/5.0 zgrab/0.x"
      })
  void browsersByTheirNames(boolean expected, String userAgent) {
    assertThat(Requests.isBrowser(userAgent)).isEqualTo(expected);
    assertThat(Requests.isBrowser(null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "true, https://www.example.org/a, www.example.org",
    "true, http://WWW.example.org, www.example.org",
    "true, https://h:8443?x, h:8443",
    "false, https://h, h:8443",
    "false, https://www.example.org.evil.example/, www.example.org",
    "false, https://evil.example/www.example.org, www.example.org",
    "false, www.example.org, www.example.org",
    "false, https://h, "
  })
  void ownLinks(boolean expected, String referer, String host) {
    assertThat(Requests.isOwnLink(referer, host)).isEqualTo(expected);
  }

  @Test
  void pathsHaveNoQueryAndAnEnd() {
    assertThat(Requests.path("/a/b?c?d")).isEqualTo("/a/b");
    assertThat(Requests.path("*")).isEqualTo("*");
    assertThat(Requests.path("/" + "x".repeat(500))).hasSize(203).endsWith("...");
  }
}
