package dev.drop444.engine.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Head;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {

  private static String host(Head head) {
    CharSequence text = Authority.text(head);
    if (text == null) {
      return "none";
    }
    long span = Authority.host(text);
    return text.subSequence(Span.start(span), Span.end(span)).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "example.com:8080, example.com",
    "example.com., example.com",
    "example.com.:8080, example.com",
    "[2001:db8::1], [2001:db8::1]",
    "[2001:db8::1]:8443, [2001:db8::1]",
    "203.0.113.1:80, 203.0.113.1",
    "'', ''",
    ":80, ''",
    "., ''",
  })
  void withoutPortAndTrailingDot(String field, String expected) {
    assertThat(host(Head.get("/").with("host", field))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://other.example/x, other.example",
    "http://other.example:81?x, other.example",
    "https://u:p@other.example.:81, other.example",
    "/http://other.example/, example.com",
  })
  void anAbsoluteTargetOverridesTheField(String target, String expected) {
    assertThat(host(Head.get(target).with("host", "example.com"))).isEqualTo(expected);
  }

  @Test
  void aRequestMayNameNoHost() {
    assertThat(host(Head.get("/").withoutHost())).isEqualTo("none");
  }
}
