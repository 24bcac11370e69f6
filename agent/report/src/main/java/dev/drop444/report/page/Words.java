package dev.drop444.report.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and spans, as people read them; times in UTC. */
final class Words {

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final DateTimeFormatter WHOLE = form("d MMM yyyy HH:mm:ss");
  private static final DateTimeFormatter SHORT = form("d MMM HH:mm");

  private Words() {}

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Nothing becomes everything or none by being rounded. */
  static String percent(long part, long whole) {
    if (whole == 0) {
      return "0 %";
    }
    double percent = 100.0 * part / whole;
    if (part == 0 || part == whole) {
      return (part == 0 ? "0" : "100") + " %";
    }
    if (percent < 0.1) {
      return "<0.1 %";
    }
    return percent < 10 || percent > 99
        ? String.format(Locale.ROOT, "%.1f %%", Math.min(percent, 99.9))
        : Math.round(percent) + " %";
  }

  static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? bytes / 1_000 + " kB"
        : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  /** How long something lasts, in its two largest units. */
  static String span(long millis) {
    if (millis < MINUTE) {
      return Math.max(1, millis / SECOND) + " s";
    }
    if (millis < HOUR) {
      return two(millis, MINUTE, "min", SECOND, "s");
    }
    if (millis < DAY) {
      return two(millis, HOUR, "h", MINUTE, "min");
    }
    return two(millis, DAY, "d", HOUR, "h");
  }

  private static String two(long millis, long unit, String name, long part, String partName) {
    long rest = millis % unit / part;
    return millis / unit + " " + name + (rest == 0 ? "" : " " + rest + " " + partName);
  }

  /** To the second. */
  static String whole(long millis) {
    return WHOLE.format(Instant.ofEpochMilli(millis));
  }

  /** To the minute, without the year. */
  static String brief(long millis) {
    return SHORT.format(Instant.ofEpochMilli(millis));
  }

  /** From one time to another one; one time if they are hardly two. */
  static String fromTo(long first, long last) {
    return last - first < MINUTE ? brief(first) : brief(first) + " – " + brief(last);
  }
}
