package dev.drop444.report.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round times for an axis, few enough to be read. */
final class Ticks {

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long[] STEPS = {
    SECOND,
    5 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    28 * DAY,
    91 * DAY,
    182 * DAY,
    364 * DAY
  };

  /** A Monday, at midnight. */
  private static final long ORIGIN = 4 * DAY;

  private static final int MOST = 7;

  private Ticks() {}

  /** A place on the axis. Immutable. */
  static final class Tick {

    private final long millis;
    private final String text;

    Tick(long millis, String text) {
      this.millis = millis;
      this.text = text;
    }

    long millis() {
      return millis;
    }

    String text() {
      return text;
    }
  }

  /** Those from one time to another; at least one. */
  static List<Tick> between(long first, long last) {
    long step = STEPS[STEPS.length - 1];
    for (long each : STEPS) {
      if ((last - first) / each < MOST) {
        step = each;
        break;
      }
    }
    while ((last - first) / step >= MOST) {
      step *= 2;
    }
    DateTimeFormatter form = form(step);
    List<Tick> ticks = new ArrayList<>();
    for (long at = first - Math.floorMod(first - ORIGIN, step); at <= last; at += step) {
      if (at >= first) {
        ticks.add(new Tick(at, form.format(Instant.ofEpochMilli(at))));
      }
    }
    if (ticks.isEmpty()) {
      ticks.add(new Tick(first, form(SECOND).format(Instant.ofEpochMilli(first))));
    }
    return ticks;
  }

  private static DateTimeFormatter form(long step) {
    String pattern =
        step < MINUTE
            ? "HH:mm:ss"
            : step < HOUR
                ? "HH:mm"
                : step < DAY ? "d MMM HH:mm" : step < 91 * DAY ? "d MMM" : "MMM yyyy";
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
