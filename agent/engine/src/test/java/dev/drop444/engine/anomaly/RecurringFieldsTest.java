package dev.drop444.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.text.WordTable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecurringFieldsTest {

  private static final String BROWSER = "Mozilla/5.0";

  private final AnomalyDetector.Pass pass =
      new AnomalyDetector(Anomalies.all(), AnomalyLimits.DEFAULTS).pass();

  @Test
  void aCleanValueIsNoPassForAnother() {
    assertThat(detect(false, "User-Agent", BROWSER, "Accept", "*/*")).isZero();
    assertThat(detect(false, "User-Agent", "Mozilla\u0001.0", "Accept", "*/*"))
        .isEqualTo(Anomaly.HEADER_CONTROL.bit());
    assertThat(detect(false, "User-Agent", BROWSER, "Accept", "*/\u0000"))
        .isEqualTo(Anomaly.HEADER_NUL.bit());
    assertThat(detect(false, "User-Agent", BROWSER, "Accept", "*/*")).isZero();
  }

  @Test
  void aValueIsRememberedForItsOwnFieldOnly() {
    String value = "a/b;charset=odd";
    assertThat(detect(false, "User-Agent", value, "Accept", "*/*")).isZero();
    assertThat(detect(false, "User-Agent", value, "Accept", value))
        .isEqualTo(Anomaly.ACCEPT_CHARSET_ODD.bit());
  }

  @Test
  void whatIsFoundIsFoundEachTime() {
    for (int i = 0; i < 3; i++) {
      assertThat(detect(false, "User-Agent", BROWSER, "Accept", "a/b;charset=odd"))
          .isEqualTo(Anomaly.ACCEPT_CHARSET_ODD.bit());
      assertThat(detect(false, "User-Agent", BROWSER, "Accept", "*/*", "Bad Name", "x"))
          .isEqualTo(Anomaly.HEADER_NAME_INVALID.bit());
    }
  }

  @Test
  void anAnomalyBeforeDoesNotMakeTheNextOneClean() {
    String odd = "Mozilla\u0002";
    assertThat(detect(false, "X-Odd", "\u0001", "User-Agent", odd, "Accept", "*/*"))
        .isEqualTo(Anomaly.HEADER_CONTROL.bit());
    assertThat(detect(false, "User-Agent", odd, "Accept", "*/*"))
        .isEqualTo(Anomaly.HEADER_CONTROL.bit());
  }

  @Test
  void whatOneServerHasCheckedAnotherHasNot() {
    assertThat(detect(true, "User-Agent", "Mozilla\u0001", "Accept", "*/*", "Bad Name", "x"))
        .isZero();
    assertThat(detect(false, "User-Agent", "Mozilla\u0001", "Accept", "*/*", "Bad Name", "x"))
        .isEqualTo(Anomaly.HEADER_CONTROL.bit() | Anomaly.HEADER_NAME_INVALID.bit());
  }

  @Test
  void whatIsMissingIsMissedAfterItWasThere() {
    assertThat(detect(false, "User-Agent", BROWSER, "Accept", "*/*")).isZero();
    assertThat(detect(false, "Accept", "*/*")).isEqualTo(Anomaly.USER_AGENT_MISSING.bit());
    assertThat(detect(false, "User-Agent", BROWSER)).isEqualTo(Anomaly.ACCEPT_MISSING.bit());
  }

  @Test
  void oneAfterAnotherIsJudgedAsEachAlone() {
    Random random = new Random(444);
    List<String> names = List.of("Accept", "accept", "User-Agent", "Accept-Encoding", "X y", "Z");
    List<String> values = List.of("", "*/*", "a;charset=odd", "\u0007", "\u0000", "a, b", "gzip");
    for (int i = 0; i < 20_000; i++) {
      boolean checked = random.nextBoolean();
      String[] fields = new String[2 * random.nextInt(5)];
      for (int at = 0; at < fields.length; at += 2) {
        fields[at] = names.get(random.nextInt(names.size()));
        fields[at + 1] = values.get(random.nextInt(values.size()));
      }
      long alone =
          new AnomalyDetector(Anomalies.all(), AnomalyLimits.DEFAULTS)
              .detect(head(checked, fields));
      assertThat(detect(checked, fields)).as(String.join("|", fields)).isEqualTo(alone);
    }
  }

  @Test
  void whatIsTooLongIsNotKept() {
    RecurringFields fields = new RecurringFields();
    fields.learn("n".repeat(64), 1);
    fields.learn("n".repeat(65), 1);
    fields.learnClean(1, "v".repeat(512));
    fields.learnClean(1, "v".repeat(513));
    assertThat(fields.find("n".repeat(64))).isEqualTo(1);
    assertThat(fields.find("n".repeat(65))).isEqualTo(RecurringFields.UNSEEN);
    assertThat(fields.isClean(1, "v".repeat(512))).isTrue();
    assertThat(fields.isClean(1, "v".repeat(513))).isFalse();
  }

  @Test
  void aNameThatMeansNothingIsNotOneThatIsUnknown() {
    RecurringFields fields = new RecurringFields();
    assertThat(fields.find("X")).isEqualTo(RecurringFields.UNSEEN);
    fields.learn("X", WordTable.NONE);
    assertThat(fields.find("X")).isEqualTo(WordTable.NONE);
    assertThat(fields.find("x")).isEqualTo(RecurringFields.UNSEEN);
  }

  private long detect(boolean checked, String... fields) {
    return pass.detect(head(checked, fields));
  }

  /** A request with Host, and with some fields; each request has strings of its own. */
  private static RequestHead head(boolean checked, String... fields) {
    String[] all = new String[fields.length + 2];
    all[0] = "Host";
    all[1] = "www.example.com";
    for (int i = 0; i < fields.length; i++) {
      all[i + 2] = new String(fields[i].toCharArray());
    }
    return new StringHead("GET", "/", checked, all);
  }
}
