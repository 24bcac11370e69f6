package dev.drop444.engine.anomaly;

import dev.drop444.engine.gate.Octets;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Sees that a text has no control characters, or no white space either, eight of its bytes at a
 * time. Not thread-safe; allocates nothing.
 */
final class ControlSearch {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;
  private static final long SPACES = 0x2020202020202020L;

  /** What comes after the space. */
  private static final long MARKS = 0x2121212121212121L;

  private static final long DELETES = 0x7f7f7f7f7f7f7f7fL;

  /** Longer strings are read in parts. */
  private final byte[] part = new byte[1024];

  /**
   * Whether there may be one. Misses none; a character beyond ISO-8859-1 may be taken for one, for
   * of a string only the low bytes are read.
   */
  boolean mayFind(CharSequence text) {
    return mayFind(text, SPACES);
  }

  /** As {@link #mayFind}; takes spaces for controls, too. */
  boolean mayFindOrSpace(CharSequence text) {
    return mayFind(text, MARKS);
  }

  /**
   * As {@link #mayFind}.
   *
   * @param least the least harmless character, eight times
   */
  private boolean mayFind(CharSequence text, long least) {
    if (text instanceof String) {
      return mayFind((String) text, least);
    }
    if (text instanceof Octets) {
      Octets octets = (Octets) text;
      return mayFind(octets.array(), octets.start(), octets.end(), least);
    }
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i), least)) {
        return true;
      }
    }
    return false;
  }

  // Drops the high bytes, which is wanted here, and is a plain copy for most strings.
  @SuppressWarnings("deprecation")
  private boolean mayFind(String text, long least) {
    int length = text.length();
    for (int from = 0; from < length; from += part.length) {
      int size = Math.min(part.length, length - from);
      text.getBytes(from, from + size, part, 0);
      if (mayFind(part, 0, size, least)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isControl(char c, long least) {
    return c < (least & 0xff) || c == 0x7f;
  }

  private static boolean mayFind(byte[] bytes, int start, int end, long least) {
    int i = start;
    long found = 0;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      found |= controls((long) LONGS.get(bytes, i), least);
    }
    if (i < end && end - start >= Long.BYTES) {
      // Some of them for the second time.
      found |= controls((long) LONGS.get(bytes, end - Long.BYTES), least);
      i = end;
    }
    for (; i < end; i++) {
      found |= isControl((char) (bytes[i] & 0xff), least) ? 1 : 0;
    }
    return found != 0;
  }

  /** Not 0 exactly if one of eight bytes is less than the least harmless one, or DEL. */
  private static long controls(long bytes, long least) {
    long deletes = bytes ^ DELETES;
    return ((bytes - least & ~bytes) | (deletes - ONES & ~deletes)) & TOPS;
  }
}
