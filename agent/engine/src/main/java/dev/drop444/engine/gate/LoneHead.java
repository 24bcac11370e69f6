package dev.drop444.engine.gate;

import java.nio.ByteBuffer;

/**
 * Whether a client has said all that it has to say, judged by the bytes alone: for requests that a
 * server could not parse, and of which it therefore knows neither where their head ends nor whether
 * they have a body (RFC 9112 section 6.3). Stateless.
 */
public final class LoneHead {

  private static final String[] FRAMING = {"content-length", "transfer-encoding"};

  /** What makes an ASCII letter a small one, and changes no hyphen. */
  private static final int SMALL = 0x20;

  private LoneHead() {}

  /**
   * Whether what was read ends with the empty line of a head, and no line of it begins with a field
   * that announces a body. Looks at every byte once.
   *
   * @param read from index 0 to its limit, wherever its position is; is not changed. What precedes
   *     the head in it can only make the answer false
   */
  public static boolean isAllOf(ByteBuffer read) {
    int end = read.limit();
    return endsWithEmptyLine(read, end) && !announcesBody(read, end);
  }

  private static boolean endsWithEmptyLine(ByteBuffer read, int end) {
    int i = end - 1;
    if (i < 0 || read.get(i) != '\n') {
      return false;
    }
    i--;
    if (i >= 0 && read.get(i) == '\r') {
      i--;
    }
    return i >= 0 && read.get(i) == '\n';
  }

  private static boolean announcesBody(ByteBuffer read, int end) {
    for (int i = 0; i < end; i++) {
      if (read.get(i) == '\n') {
        for (String name : FRAMING) {
          if (continues(read, i + 1, end, name)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean continues(ByteBuffer read, int start, int end, String name) {
    if (end - start < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if ((read.get(start + i) | SMALL) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
