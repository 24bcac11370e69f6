package dev.drop444.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drop444.engine.FuzzInput;
import dev.drop444.engine.RawHead;

/** Any request head: a judgement, the same each time, in linear time. */
class AnomalyDetectorFuzzTest {

  private static final AnomalyDetector ALL =
      new AnomalyDetector(Anomalies.all(), AnomalyLimits.DEFAULTS);

  /** Version, method, target and fields, each on a line. */
  @FuzzTest(maxDuration = "3m")
  void detect(byte[] input) {
    judge(FuzzInput.bytes(input), 1);
    judge(FuzzInput.text(input), 1);
    judge(FuzzInput.bytes(input), 50);
  }

  private static void judge(String input, int times) {
    String[] lines = FuzzInput.lines(input, 4);
    RawHead head = RawHead.of(lines[1], lines[2].repeat(times), lines[0]);
    for (String field : lines[3].split("\n", 30)) {
      int colon = Math.max(field.indexOf(':'), 0);
      head.with(field.substring(0, colon), field.substring(colon).repeat(times));
    }
    long found = ALL.detect(head);
    assertThat(head.reads()).isLessThanOrEqualTo(20 * (head.size() + 100));
    assertThat(ALL.detect(head)).isEqualTo(found);
    assertThat(found & ~Anomalies.all()).isZero();
  }
}
