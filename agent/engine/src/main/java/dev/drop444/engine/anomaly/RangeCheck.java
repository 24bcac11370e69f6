package dev.drop444.engine.anomaly;

import dev.drop444.engine.text.WordTable;

/** Judges a Range header (RFC 9110 section 14.1). Units other than bytes are the application's. */
final class RangeCheck {

  private static final String UNIT = "bytes=";

  private RangeCheck() {}

  static long judge(CharSequence value, int mostParts) {
    int length = value.length();
    if (length < UNIT.length() || !WordTable.matches(UNIT, value, 0, UNIT.length())) {
      return 0;
    }
    long found = 0;
    int parts = 0;
    int start = UNIT.length();
    while (start <= length) {
      int end = Chars.elementEnd(value, start);
      int from = Chars.skipSpace(value, start, end);
      int to = Chars.trimEnd(value, from, end);
      if (from < to) {
        parts++;
        if (!isRange(value, from, to)) {
          found |= Anomaly.RANGE_INVALID.bit();
        }
      }
      start = end + 1;
    }
    if (parts == 0) {
      found |= Anomaly.RANGE_INVALID.bit();
    }
    return parts > mostParts ? found | Anomaly.RANGE_MANY_PARTS.bit() : found;
  }

  /** {@code 0-9}, {@code 9-} or {@code -9}. */
  private static boolean isRange(CharSequence value, int from, int to) {
    int dash = from;
    while (dash < to && Chars.isDigit(value.charAt(dash))) {
      dash++;
    }
    if (dash == to || value.charAt(dash) != '-') {
      return false;
    }
    for (int i = dash + 1; i < to; i++) {
      if (!Chars.isDigit(value.charAt(i))) {
        return false;
      }
    }
    boolean first = dash > from;
    boolean last = dash + 1 < to;
    if (first && last) {
      return number(value, from, dash) <= number(value, dash + 1, to);
    }
    return first || last;
  }

  /** Digits as a number; what does not fit is as large as possible. */
  private static long number(CharSequence value, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      if (number > Long.MAX_VALUE / 10 - 1) {
        return Long.MAX_VALUE;
      }
      number = number * 10 + (value.charAt(i) - '0');
    }
    return number;
  }
}
