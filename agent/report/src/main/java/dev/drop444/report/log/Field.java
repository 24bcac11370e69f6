package dev.drop444.report.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of a line that the report looks at; all others are skipped. */
enum Field {
  TIME,
  MODE,
  ACTION,
  GATE,
  RULE,
  KIND,
  CLIENT,
  PEER,
  REQUEST,
  METHOD,
  TARGET,
  HOST,
  USER_AGENT,
  REFERER,
  MORE,
  LAST_CLIENT,
  COUNT,
  LAST_PEER,
  LEVEL,
  NOTICE,
  FAULT;

  static final int LONGEST = 11;

  private static final Field[] ALL = values();

  private final String name = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The field of that name, null if it is none of these. Allocates nothing. */
  static @Nullable Field of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LONGEST) {
      return null;
    }
    for (Field field : ALL) {
      if (field.name.length() == length && isThere(field.name, bytes, from)) {
        return field;
      }
    }
    return null;
  }

  private static boolean isThere(String name, byte[] bytes, int from) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
