package dev.drop444.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.RawHead;
import dev.drop444.engine.ShownHead;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No request makes the detector throw, take more than linear time, or say other than it should. */
class AnomalyPropertiesTest {

  private static final AnomalyDetector ALL =
      new AnomalyDetector(Anomalies.all(), AnomalyLimits.DEFAULTS);

  /** What no field shows that a server has checked. */
  private static final long CHECKED =
      Anomaly.HEADER_NAME_INVALID.bit() | Anomaly.HEADER_NUL.bit() | Anomaly.HEADER_CONTROL.bit();

  /** How often one character is read at most; the escapes look five characters ahead. */
  private static final int READS_PER_CHARACTER = 12;

  private static final List<String> VERSIONS =
      List.of("HTTP/1.1", "HTTP/1.0", "HTTP/2", "HTTP/0.9", "HTTP/9");

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> part =
        Arbitraries.of(
            "/",
            "?",
            "#",
            "%",
            "%2",
            "%25",
            "%2e",
            "%2f",
            "%00",
            "%c0%af",
            "%e9",
            "%u",
            "%uff",
            "%uff1c",
            "\\u00",
            "\\",
            ".",
            "..",
            "..;",
            ";",
            "=",
            "&",
            "~",
            ".sql",
            "http://",
            "[",
            "]",
            ":",
            "@",
            "\"",
            "\\\"",
            ";charset=",
            ";charset=\"",
            "charset",
            "bytes=",
            "-",
            "0-1,",
            "9",
            ",",
            "chunked",
            "close",
            "keep-alive",
            " ",
            "\t",
            "\u0000",
            "\u007f",
            "\u00ff",
            "\uffff",
            "\ud800",
            "a",
            "A/b");
    Arbitrary<String> mixed = part.list().ofMaxSize(12).map(parts -> String.join("", parts));
    return Arbitraries.oneOf(mixed, Arbitraries.strings().ofMaxLength(20));
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> known =
        Arbitraries.of(
            "Host",
            "Content-Length",
            "Transfer-Encoding",
            "Content-Type",
            "Accept",
            "Range",
            "Connection",
            "TE",
            "Upgrade",
            "User-Agent",
            "Expect",
            "Accept-Encoding",
            "Proxy");
    return Arbitraries.oneOf(known, texts());
  }

  @Provide
  Arbitrary<RawHead> heads() {
    Arbitrary<List<String>> fieldNames = names().list().ofMaxSize(6);
    Arbitrary<List<String>> values = texts().list().ofSize(6);
    Arbitrary<String> methods = Arbitraries.oneOf(Arbitraries.of("GET", "POST"), texts());
    return Combinators.combine(methods, texts(), Arbitraries.of(VERSIONS), fieldNames, values)
        .as(AnomalyPropertiesTest::head);
  }

  private static RawHead head(
      String method, String target, String version, List<String> names, List<String> values) {
    RawHead head = RawHead.of(method, target, version);
    for (int i = 0; i < names.size(); i++) {
      head.with(names.get(i), values.get(i));
    }
    return head;
  }

  @Property(tries = 400)
  void nothingThrows_AndItIsTheSameAgain(@ForAll("heads") RawHead head) {
    long first = ALL.detect(head);
    // Nothing of one request is left in the working memory for the next.
    assertThat(ALL.detect(head)).isEqualTo(first);
    assertThat(new AnomalyDetector(Anomalies.all(), AnomalyLimits.DEFAULTS).detect(head))
        .isEqualTo(first);
  }

  @Property(tries = 400)
  void itDoesNotMatterHowAServerShowsIt(@ForAll("heads") RawHead head) {
    long expected = ALL.detect(head);
    assertThat(ALL.detect(ShownHead.asStrings(head))).isEqualTo(expected);
    assertThat(ALL.detect(ShownHead.asOctets(head))).isEqualTo(expected);
    // Nobody asks for what the server has refused.
    assertThat(ALL.detect(ShownHead.asCheckedStrings(head))).isEqualTo(expected & ~CHECKED);
  }

  /** What needs not be read for the others is left out, and nothing else. */
  @Property(tries = 100)
  void whoWantsOneKindFindsIt(@ForAll("heads") RawHead head) {
    long all = ALL.detect(head);
    for (Anomaly kind : Anomaly.values()) {
      long alone = new AnomalyDetector(kind.bit(), AnomalyLimits.DEFAULTS).detect(head);
      assertThat(alone).as(kind.key()).isEqualTo(all & kind.bit());
    }
    long standard = new AnomalyDetector(Anomalies.standard(), AnomalyLimits.DEFAULTS).detect(head);
    assertThat(standard).isEqualTo(all & Anomalies.standard());
  }

  @Property(tries = 200)
  void timeIsLinear(
      @ForAll("texts") String first, @ForAll("texts") String second, @ForAll("names") String name) {
    for (String text : List.of(first.repeat(300), first + second.repeat(300), first)) {
      RawHead head = RawHead.of("GET", "/" + text + "?" + text, "HTTP/1.1");
      head.with(name, text)
          .with(text, second)
          .with("Accept", text)
          .with("Content-Type", "a/" + text);
      head.with("Range", "bytes=" + text).with("Host", text);
      ALL.detect(head);
      assertThat(head.reads()).isLessThanOrEqualTo(READS_PER_CHARACTER * (head.size() + 100));
    }
  }

  @Property(tries = 400)
  void utf8IsWhatTheJdkTakesForIt(@ForAll byte[] bytes) {
    Utf8 utf8 = new Utf8();
    utf8.reset();
    for (byte b : bytes) {
      utf8.next(b & 0xff);
    }
    assertThat(utf8.isInvalid()).isEqualTo(!isUtf8(bytes));
  }

  @Property(tries = 400)
  void utf8OfLeads(@ForAll("leads") byte[] bytes) {
    utf8IsWhatTheJdkTakesForIt(bytes);
  }

  /** Bytes that are at the borders of the table of well-formed sequences. */
  @Provide
  Arbitrary<byte[]> leads() {
    Arbitrary<Integer> border =
        Arbitraries.of(
            0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed,
            0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff);
    return border.map(Integer::byteValue).array(byte[].class).ofMaxSize(6);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
