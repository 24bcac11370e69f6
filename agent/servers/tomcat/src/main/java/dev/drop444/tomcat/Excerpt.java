package dev.drop444.tomcat;

import dev.drop444.engine.gate.Octets;
import dev.drop444.engine.gate.RequestHead;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is shown of a request that cannot be read. Bounded; not escaped. */
final class Excerpt {

  /** More of a request is not shown, in characters. */
  static final int MAX = 256;

  private Excerpt() {}

  /** Method and target. */
  static CharSequence of(RequestHead head) {
    CharSequence method = head.method();
    CharSequence target = head.target();
    StringBuilder text = new StringBuilder(method.length() + 1);
    text.append(method, 0, Math.min(method.length(), MAX));
    int left = Math.min(target.length(), MAX - text.length() - 1);
    if (left > 0) {
      text.append(' ').append(target, 0, left);
    }
    return text;
  }

  /**
   * The first line of what is in a buffer, empty lines apart; null if there is none, or if the
   * buffer is not backed by an array.
   *
   * @param end where what was read ends
   */
  static @Nullable CharSequence ofLine(ByteBuffer bytes, int end) {
    if (!bytes.hasArray()) {
      return null;
    }
    int start = 0;
    while (start < end && isEndOfLine(bytes.get(start))) {
      start++;
    }
    int stop = start;
    while (stop < end && stop - start < MAX && !isEndOfLine(bytes.get(stop))) {
      stop++;
    }
    int offset = bytes.arrayOffset();
    return start == stop ? null : new Octets(bytes.array(), offset + start, offset + stop);
  }

  private static boolean isEndOfLine(byte b) {
    return b == '\r' || b == '\n';
  }
}
