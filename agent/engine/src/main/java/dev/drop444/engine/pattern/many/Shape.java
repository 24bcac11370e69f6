package dev.drop444.engine.pattern.many;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form that nearly all patterns have: a literal at the start, one anywhere after it, and one at
 * the end, each of them optional. It is decided at the place where its literal was found, without
 * reading the text again. Immutable.
 */
final class Shape implements Check {

  /** What may follow the last literal. */
  enum End {
    NOTHING,
    ANYTHING,
    /** Anything but a slash. */
    SEGMENT
  }

  private static final byte[] NO_BYTES = {};

  private final TextKind kind;
  private final byte[] head;
  private final byte[] middle;
  private final byte[] tail;
  private final boolean whole;
  private final End end;

  private Shape(TextKind kind, byte[] head, byte[] middle, byte[] tail, boolean whole, End end) {
    this.kind = kind;
    this.head = head;
    this.middle = middle;
    this.tail = tail;
    this.whole = whole;
    this.end = end;
  }

  /**
   * The shape of a pattern.
   *
   * @param tokens without {@link GlobTokens#OPTIONAL_SLASH}
   * @return null if the pattern does not have this form
   */
  static @Nullable Shape of(int[] tokens, TextKind kind) {
    int length = tokens.length;
    End end = End.NOTHING;
    if (length > 0 && tokens[length - 1] == GlobTokens.RUN) {
      end = End.SEGMENT;
      length--;
    }
    List<byte[]> literals = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= length; i++) {
      if (i == length || tokens[i] == GlobTokens.ANYTHING) {
        literals.add(bytes(tokens, from, i));
        from = i + 1;
      } else if (tokens[i] < 0) {
        return null;
      }
    }
    byte[] head = literals.get(0);
    int last = literals.size() - 1;
    if (last == 0) {
      return new Shape(kind, head, NO_BYTES, NO_BYTES, true, end);
    }
    byte[] tail = literals.get(last);
    if (tail.length == 0 && end == End.NOTHING) {
      end = End.ANYTHING;
    }
    if (end == End.SEGMENT) {
      // The last literal may be found anywhere, so it is the one in the middle. One with a slash is
      // found once a segment at most, so that reading on to the segment's end stays linear.
      return last == 1 && contains(tail, '/')
          ? new Shape(kind, head, tail, NO_BYTES, false, end)
          : null;
    }
    if (last > 2) {
      return null;
    }
    byte[] middle = last == 2 ? literals.get(1) : NO_BYTES;
    return new Shape(kind, head, middle, tail, false, end);
  }

  private static boolean contains(byte[] literal, char value) {
    for (byte b : literal) {
      if (b == value) {
        return true;
      }
    }
    return false;
  }

  private static byte[] bytes(int[] tokens, int from, int to) {
    byte[] bytes = new byte[to - from];
    for (int i = from; i < to; i++) {
      bytes[i - from] = (byte) tokens[i];
    }
    return bytes;
  }

  /** The literal at whose every place {@link #holds} must be asked; empty if there is none. */
  byte[] trigger() {
    if (middle.length > 0) {
      return middle;
    }
    return tail.length > head.length ? tail : head;
  }

  /** Whether the trigger may stand anywhere in the text, not at a start or an end only. */
  boolean triggersAnywhere() {
    return middle.length > 0;
  }

  /** Where the trigger ends if it does not stand anywhere. */
  int place(int start, int end) {
    return tail.length > head.length ? end : start + head.length;
  }

  @Override
  public boolean holds(CharSequence text, int start, int end, int at) {
    int afterHead = start + head.length;
    int beforeTail = end - tail.length;
    if (afterHead > beforeTail) {
      return false;
    }
    int last;
    if (middle.length > 0) {
      if (at - middle.length < afterHead || at > beforeTail) {
        return false;
      }
      last = at;
    } else {
      if (at != place(start, end)) {
        return false;
      }
      last = afterHead;
    }
    return follows(text, last, end)
        && kind.matches(text, start, head)
        && kind.matches(text, beforeTail, tail);
  }

  /** Whether what comes after the last literal that is not bound to the end is allowed. */
  private boolean follows(CharSequence text, int last, int textEnd) {
    if (end == End.SEGMENT) {
      for (int i = last; i < textEnd; i++) {
        if (text.charAt(i) == '/') {
          return false;
        }
      }
      return true;
    }
    return !whole || last == textEnd;
  }

  @Override
  public boolean once() {
    return false;
  }
}
