package dev.drop444.engine.pattern.many;

/**
 * A pattern of any form, as a nondeterministic automaton whose states are the bits of words: a step
 * is a few operations a word, whatever is possible at that point (Baeza-Yates and Gonnet 1992).
 * Reads a text once from its start; up to 63 tokens it allocates nothing. Immutable.
 */
final class Positions implements Check {

  private final TextKind kind;
  private final int words;

  /** The row of {@link #consumes} for each byte; row 0 is that of bytes no literal names. */
  private final short[] classes = new short[256];

  /** For each class, the positions that a byte of it leaves for the next one. */
  private final long[] consumes;

  /** The positions at which any byte, or any but a slash, may be read without leaving. */
  private final long[] anything;

  private final long[] run;

  /** The positions that may be skipped: to the next, and to the one after it. */
  private final long[] skipOne;

  private final long[] skipTwo;
  private final int accept;

  Positions(int[] tokens, TextKind kind) {
    this.kind = kind;
    this.accept = tokens.length;
    this.words = (tokens.length >>> 6) + 1;
    this.anything = new long[words];
    this.run = new long[words];
    this.skipOne = new long[words];
    this.skipTwo = new long[words];
    this.consumes = new long[words * classify(tokens)];
    for (int i = 0; i < tokens.length; i++) {
      add(tokens[i], i);
    }
  }

  private int classify(int[] tokens) {
    int count = 1;
    // A slash has a class of its own in every pattern: paths treat it apart.
    classes['/'] = (short) count++;
    for (int token : tokens) {
      if (token >= 0 && classes[token] == 0) {
        classes[token] = (short) count++;
      }
    }
    return count;
  }

  private void add(int token, int position) {
    int word = position >>> 6;
    long bit = 1L << position;
    switch (token) {
      case GlobTokens.ONE:
        for (int row = 0; row < consumes.length / words; row++) {
          if (row != classes['/'] || kind != TextKind.PATH) {
            consumes[row * words + word] |= bit;
          }
        }
        break;
      case GlobTokens.RUN:
        run[word] |= bit;
        skipOne[word] |= bit;
        break;
      case GlobTokens.ANYTHING:
        anything[word] |= bit;
        skipOne[word] |= bit;
        break;
      case GlobTokens.OPTIONAL_SLASH:
        consumes[classes['/'] * words + word] |= bit;
        skipTwo[word] |= bit;
        break;
      default:
        consumes[classes[token] * words + word] |= bit;
    }
  }

  @Override
  public boolean once() {
    return true;
  }

  @Override
  public boolean holds(CharSequence text, int start, int end, int at) {
    return words == 1 ? narrow(text, start, end) : wide(text, start, end);
  }

  private boolean narrow(CharSequence text, int start, int end) {
    long set = close(1);
    for (int i = start; i < end && set != 0; i++) {
      int value = kind.fold(text.charAt(i));
      int row = value < 0 ? 0 : classes[value];
      long stays = anything[0] | (value == '/' ? 0 : run[0]);
      set = close((set & stays) | (set & consumes[row]) << 1);
    }
    return (set >>> accept & 1) != 0;
  }

  private long close(long open) {
    long set = open;
    long before;
    do {
      before = set;
      set |= (set & skipOne[0]) << 1 | (set & skipTwo[0]) << 2;
    } while (set != before);
    return set;
  }

  private boolean wide(CharSequence text, int start, int end) {
    long[] set = new long[words];
    set[0] = 1;
    closeWide(set);
    for (int i = start; i < end; i++) {
      int value = kind.fold(text.charAt(i));
      int row = (value < 0 ? 0 : classes[value]) * words;
      long carry = 0;
      long any = 0;
      for (int word = 0; word < words; word++) {
        long stays = anything[word] | (value == '/' ? 0 : run[word]);
        long moves = set[word] & consumes[row + word];
        set[word] = (set[word] & stays) | moves << 1 | carry;
        carry = moves >>> 63;
        any |= set[word];
      }
      if (any == 0) {
        return false;
      }
      closeWide(set);
    }
    return (set[accept >>> 6] >>> accept & 1) != 0;
  }

  /** Skips go forward only, and seldom more than one after another. */
  private void closeWide(long[] set) {
    boolean changed = true;
    while (changed) {
      changed = false;
      long carry = 0;
      for (int word = 0; word < words; word++) {
        long one = set[word] & skipOne[word];
        long two = set[word] & skipTwo[word];
        long closed = set[word] | one << 1 | two << 2 | carry;
        carry = one >>> 63 | two >>> 62;
        changed |= closed != set[word];
        set[word] = closed;
      }
    }
  }

  /** The longest literal without which nothing matches; empty if there is none. */
  static byte[] trigger(int[] tokens) {
    int bestFrom = 0;
    int bestTo = 0;
    int from = 0;
    for (int i = 0; i <= tokens.length; i++) {
      if (i == tokens.length || tokens[i] < 0) {
        if (i - from > bestTo - bestFrom) {
          bestFrom = from;
          bestTo = i;
        }
        from = i + 1;
      }
    }
    byte[] literal = new byte[bestTo - bestFrom];
    for (int i = 0; i < literal.length; i++) {
      literal[i] = (byte) tokens[bestFrom + i];
    }
    return literal;
  }
}
