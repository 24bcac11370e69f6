package dev.drop444.engine.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Durations as an operator writes them: a number with a unit, from a millisecond to ten years. */
public final class Durations {

  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  /** Ten years. */
  private static final Duration LONGEST = Duration.ofDays(3653);

  static {
    UNITS.put("ms", Duration.ofMillis(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("w", Duration.ofDays(7));
  }

  private Durations() {}

  /** What is expected, for a message: {@code a duration: a whole number and …}. */
  public static String expected() {
    return "a duration: a whole number and "
        + Scalars.either(new ArrayList<>(UNITS.keySet()))
        + ", as in 10m";
  }

  /** Reads one; null if it is none. */
  public static @Nullable Duration parse(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    Duration unit = UNITS.get(text.substring(digits));
    if (unit == null || digits == 0 || digits > 12) {
      return null;
    }
    // Not Duration#multipliedBy: in JDK 25 its BigDecimal starts the common pool, which belongs
    // to the application.
    long number = Long.parseLong(text.substring(0, digits));
    boolean sane = number > 0 && number <= LONGEST.toMillis() / unit.toMillis();
    return sane ? Duration.ofMillis(number * unit.toMillis()) : null;
  }
}
