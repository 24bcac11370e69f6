package dev.drop444.report.log;

import java.util.ArrayList;
import java.util.List;
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

  private static final int FEWEST_LETTERS = 4;
  private static final int BUCKETS = 64;
  private static final List<List<Field>> BY_HASH = byHash();

  private final String name = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The field of that name, null if it is none of these. Allocates nothing. */
  static @Nullable Field of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < FEWEST_LETTERS) {
      return null;
    }
    List<Field> candidates = BY_HASH.get(hash(length, bytes[from], bytes[from + 2]));
    for (int i = 0; i < candidates.size(); i++) {
      Field field = candidates.get(i);
      if (field.name.length() == length && isThere(field.name, bytes, from)) {
        return field;
      }
    }
    return null;
  }

  /** Of the letters that tell most names apart. */
  private static int hash(int length, int first, int third) {
    return (length + 7 * first + 11 * third) & (BUCKETS - 1);
  }

  private static List<List<Field>> byHash() {
    List<List<Field>> buckets = new ArrayList<>();
    for (int i = 0; i < BUCKETS; i++) {
      buckets.add(new ArrayList<>());
    }
    for (Field field : values()) {
      String name = field.name;
      buckets.get(hash(name.length(), name.charAt(0), name.charAt(2))).add(field);
    }
    return buckets;
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
