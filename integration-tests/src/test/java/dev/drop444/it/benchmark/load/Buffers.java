package dev.drop444.it.benchmark.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Locale;

/** Reads answers as far as clients must. */
final class Buffers {

  /** What is no HTTP, but is an answer nevertheless. */
  static final int NO_STATUS = 999;

  private Buffers() {}

  static ByteBuffer direct(byte[] content) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(content.length).put(content);
    return buffer.flip();
  }

  /** The status of an answer of which this is the beginning. */
  static int status(ByteBuffer answer) {
    if (answer.limit() < 12 || answer.get(0) != 'H') {
      return NO_STATUS;
    }
    return digit(answer, 9) * 100 + digit(answer, 10) * 10 + digit(answer, 11);
  }

  private static int digit(ByteBuffer answer, int at) {
    return answer.get(at) - '0';
  }

  /** How long the head is, with the empty line at its end, or -1 while it is not complete. */
  static int head(ByteBuffer answer, int length) {
    for (int i = 3; i < length; i++) {
      if (answer.get(i) == '\n'
          && answer.get(i - 1) == '\r'
          && answer.get(i - 2) == '\n'
          && answer.get(i - 3) == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  /** The head as text, in lower case. */
  static String text(ByteBuffer answer, int head) {
    byte[] bytes = new byte[head];
    answer.get(0, bytes);
    return new String(bytes, ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  /** What a field says, in lower case, or nothing. */
  static String field(String head, String name) {
    int at = head.indexOf("\r\n" + name + ":");
    if (at < 0) {
      return "";
    }
    int value = at + name.length() + 3;
    return head.substring(value, head.indexOf('\r', value)).trim();
  }
}
