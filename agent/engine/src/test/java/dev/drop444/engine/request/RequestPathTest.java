package dev.drop444.engine.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  private static String path(String target) {
    long span = RequestPath.find(target);
    return span == Span.NONE
        ? RequestPath.normalise(target)
        : target.substring(Span.start(span), Span.end(span));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/drop",
        "/drop?x=/y",
        "/drop#x",
        "/drop;v=1",
        "/drop;v=1;w?q",
        "//drop",
        "///drop",
        "/./drop",
        "/../drop",
        "/../../drop",
        "/x/../drop",
        "/x/../%64rop;v=1",
        "/x/..;/drop",
        "/x/..;a=b/drop",
        "/;/drop",
        "/;a=b/;/drop",
        "/x/%2e%2e/drop",
        "/x/%2E./drop",
        "/x//../drop",
        "/%64%72%6f%70",
        "/%64%72%6F%70",
        "%2fdrop",
        "/%2fdrop",
        "/x%2f..%2fdrop",
        "http://h/drop",
        "HTTP://h:80/drop?x",
        "https://u:p@h/x/../drop",
        "http://h//drop",
        "drop",
      })
  void spellingsOfOnePathAreOnePath(String target) {
    assertThat(path(target)).isEqualTo("/drop");
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "'', /",
    "*, *",
    "?x, /",
    "/?x, /",
    "http://h, /",
    "http://h?x, /",
    "/a/., /a/",
    "/a/.., /",
    "/a/b/.., /a/",
    "/a/./b, /a/b",
    "/a/b/../../../c, /c",
    "/a/, /a/",
    "/a//, /a/",
    "/.well-known/x, /.well-known/x",
    "/..., /...",
    "/..a, /..a",
    "/.env, /.env",
    "/a.b/c.d, /a.b/c.d",
    "/%252e%252e/drop, /%2e%2e/drop",
    "/%zz%4, /%zz%4",
    "/100%, /100%",
    "/%3bv, /;v",
    "/%3f, /?",
    "/%41, /A",
    "/A, /A",
    "http:/x, /http:/x",
    "example.com:443, /example.com:443",
  })
  void paths(String target, String expected) {
    assertThat(path(target)).isEqualTo(expected);
  }

  @Test
  void utf8StaysBytes() {
    assertThat(path("/caf%C3%A9")).isEqualTo("/caf\u00c3\u00a9");
    assertThat(path("/caf\u00c3\u00a9")).isEqualTo("/caf\u00c3\u00a9");
    assertThat(path("/\u20ac")).isEqualTo("/\u00e2\u0082\u00ac");
    assertThat(path("/\u0448")).isEqualTo("/\u00d1\u0088");
    // Overlong forms are not decoded, by us or by servers: C0 AE is no dot.
    assertThat(path("/a/%C0%AE%C0%AE/drop")).isEqualTo("/a/\u00c0\u00ae\u00c0\u00ae/drop");
  }

  @Test
  void whatIsCleanIsNotCopied() {
    for (String clean : new String[] {"/", "/a/b.c", "/.env", "/a-b_c~d/e", "/a?x=%20//..", "*"}) {
      assertThat(RequestPath.find(clean)).as(clean).isNotEqualTo(Span.NONE);
    }
  }

  /** Normalising again changes nothing, and never fails, whatever the target. */
  @Test
  void randomTargetsComeOutNormal() {
    Random random = new Random(444);
    String alphabet = "/./.;%2e5a?#:h\u20ac\u00e9";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder target = new StringBuilder();
      for (int i = random.nextInt(14); i > 0; i--) {
        target.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String path = RequestPath.normalise(target);
      assertThat(path).as("%s", target).startsWith("/");
      assertThat(path)
          .as("%s", target)
          .doesNotContain("//", "/./", "/../")
          .doesNotEndWith("/.")
          .doesNotEndWith("/..");
      long span = RequestPath.find(target);
      if (span != Span.NONE) {
        assertThat(target.substring(Span.start(span), Span.end(span))).isEqualTo(path);
      }
    }
  }
}
