package dev.drop444.engine.anomaly;

import dev.drop444.engine.text.WordTable;
import org.jspecify.annotations.Nullable;

/**
 * Remembers names of header fields, and values in which nothing was found, as long as they come
 * again: most requests have the names, and the values of a few fields, that others had before. To
 * see that a text is the same takes a fraction of judging it, and of the code that has to be in the
 * processor's caches for that.
 *
 * <p>Compares whole texts, so it does not matter whose they were. Bounded in entries and in
 * characters; keeps values only of fields of which {@link FieldPass} says so, and none that is a
 * secret. Only for strings. Not thread-safe; allocates nothing.
 */
final class RecurringFields {

  /** Of a name that is not remembered; {@link WordTable#NONE} is of one that means nothing. */
  static final int UNSEEN = -2;

  /** A power of two. */
  private static final int PLACES = 64;

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 512;

  private final @Nullable String[] names = new String[PLACES];
  private final int[] found = new int[PLACES];
  private final @Nullable String[] values = new String[PLACES];

  /** Of which field a value is. */
  private final int[] owners = new int[PLACES];

  /** What {@link #learn} was told of a name; {@link #UNSEEN} if it is not remembered. */
  int find(CharSequence name) {
    if (!(name instanceof String) || name.length() > LONGEST_NAME) {
      return UNSEEN;
    }
    String text = (String) name;
    int place = place(text);
    return text.equals(names[place]) ? found[place] : UNSEEN;
  }

  /** Remembers a valid name, and where it is among those that mean something. */
  void learn(CharSequence name, int field) {
    if (name instanceof String && name.length() <= LONGEST_NAME) {
      int place = place((String) name);
      names[place] = (String) name;
      found[place] = field;
    }
  }

  /** Whether nothing was found in this value of this field. */
  boolean isClean(int field, CharSequence value) {
    if (!(value instanceof String)) {
      return false;
    }
    int place = place(field, value.length());
    return owners[place] == field && ((String) value).equals(values[place]);
  }

  /** Remembers a value in which nothing was found. */
  void learnClean(int field, CharSequence value) {
    if (value instanceof String && value.length() <= LONGEST_VALUE) {
      int place = place(field, value.length());
      values[place] = (String) value;
      owners[place] = field;
    }
  }

  /** Strings that a server has for usual names keep their hash. */
  private static int place(String name) {
    int hash = name.hashCode();
    return (hash ^ hash >>> 6 ^ hash >>> 12) & PLACES - 1;
  }

  private static int place(int field, int length) {
    return (field * 11 + length) & PLACES - 1;
  }
}
