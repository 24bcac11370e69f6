package dev.drop444.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Points and spans of time as an operator reads them. */
public final class Times {

  private Times() {}

  /** In UTC, to the second, as in the drop log. */
  public static String at(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The two largest units: {@code 3d 4h}, {@code 9m 58s}, {@code 0s}. */
  public static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    long[] counts = {
      seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60,
    };
    String[] units = {"d", "h", "m", "s"};
    for (int i = 0; i < counts.length - 1; i++) {
      if (counts[i] > 0) {
        String smaller = counts[i + 1] > 0 ? " " + counts[i + 1] + units[i + 1] : "";
        return counts[i] + units[i] + smaller;
      }
    }
    return seconds + "s";
  }

  /** How long it is until then, seen from now; a second that has begun counts. */
  public static String until(long epochMillis) {
    return span(Duration.ofMillis(epochMillis - System.currentTimeMillis() + 999));
  }

  /** How long ago it was. */
  public static String since(long epochMillis) {
    return span(Duration.ofMillis(System.currentTimeMillis() - epochMillis));
  }
}
