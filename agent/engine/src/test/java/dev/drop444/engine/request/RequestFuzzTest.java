package dev.drop444.engine.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drop444.engine.FuzzInput;
import dev.drop444.engine.RawHead;

/** Any target: its path is in normal form, taking it apart stays inside it and is linear. */
class RequestFuzzTest {

  @FuzzTest(maxDuration = "3m")
  void takeApart(byte[] input) {
    take(FuzzInput.bytes(input));
    take(FuzzInput.text(input));
  }

  private static void take(String target) {
    String path = RequestPath.normalise(target);
    assertThat(path).matches("(?s)\\*|/.*").doesNotContain("//").doesNotContain("/./");
    assertThat(path).doesNotContain("/../").doesNotEndWith("/..").doesNotEndWith("/.");
    assertThat(path.chars().allMatch(c -> c <= 0xff)).isTrue();
    long span = RequestPath.find(target);
    if (span != Span.NONE) {
      // What needs no change is what comes of changing it.
      assertThat(target.substring(Span.start(span), Span.end(span))).isEqualTo(path);
    }
    long raw = RequestPath.raw(target);
    assertThat(Span.start(raw)).isBetween(0, Span.end(raw));
    assertThat(Span.end(raw)).isLessThanOrEqualTo(target.length());
    long query = RequestQuery.find(target);
    if (query != Span.NONE) {
      StringBuilder decoded = new StringBuilder();
      RequestQuery.decode(target, query, decoded);
      String plain = target.substring(Span.start(query), Span.end(query));
      assertThat(decoded.length()).isLessThanOrEqualTo(plain.length());
      if (RequestQuery.isPlain(target, query)) {
        assertThat(decoded).hasToString(plain);
      }
    }
    long host = Authority.host(target);
    assertThat(Span.start(host)).isBetween(0, Span.end(host));
    assertThat(Span.end(host)).isLessThanOrEqualTo(target.length());
    linear(target);
  }

  private static void linear(String target) {
    String unit = target.isEmpty() ? "/" : target;
    RawHead head = RawHead.of("GET", unit.repeat(1 + 1_000 / unit.length()), "HTTP/1.1");
    CharSequence counted = head.target();
    RequestPath.normalise(counted);
    RequestPath.find(counted);
    RequestPath.raw(counted);
    RequestQuery.find(counted);
    Authority.host(counted);
    assertThat(head.reads()).isLessThanOrEqualTo(20L * counted.length());
  }
}
