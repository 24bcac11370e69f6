package dev.drop444.engine.early;

import dev.drop444.engine.gate.Protocol;
import java.nio.ByteBuffer;

/**
 * Finds the parts of a request head in bytes (RFC 9112 sections 2 to 5). Takes only what every
 * server reads in one way: a target in origin-form, CRLF, no folded line, nothing beyond ASCII, one
 * plain {@code Host}; and only a head that is all there is: complete, without a body, an upgrade or
 * another request behind it. Everything else is left to the server.
 *
 * <p>Looks at each byte about once and allocates nothing. Not thread-safe.
 */
final class HeadScan {

  /** More than a browser sends; a head with more of them is left to the server. */
  static final int MOST_FIELDS = 64;

  /** In bytes; what is as long or longer is left to the server. */
  static final int MOST_BYTES = 8 * 1024;

  private static final int TOKEN = 1;
  private static final int TARGET = 2;
  private static final int HOST = 4;
  private static final int VALUE = 8;
  private static final int METHOD = 16;

  private static final byte[] KINDS = kinds();

  private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '1', '.'};

  /** Some more than are looked at, so that nobody has to ask where they end. */
  final byte[] bytes = new byte[MOST_BYTES + 16];

  int methodEnd;
  int targetStart;
  int targetEnd;
  int fields;
  int host;

  /** Of each field where name begins and ends, and where its value does. */
  final int[] places = new int[4 * MOST_FIELDS];

  /** Where the request line ends. */
  int lineEnd;

  private Protocol protocol = Protocol.UNKNOWN;
  private int end;

  private static byte[] kinds() {
    byte[] kinds = new byte[128];
    mark(kinds, TOKEN, "!#$%&'*+-.^_`|~");
    // RFC 3986 section 3.3 and 3.4; a percent sign is looked at more closely.
    mark(kinds, TARGET, "/?-._~!$&'()*+,;=:@");
    mark(kinds, HOST, "-.:");
    for (int c = 0; c < 128; c++) {
      boolean capital = c >= 'A' && c <= 'Z';
      if (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        kinds[c] |= TOKEN | TARGET | HOST;
      }
      if (capital) {
        kinds[c] |= METHOD;
      }
      if (c == '\t' || (c >= ' ' && c < 127)) {
        kinds[c] |= VALUE;
      }
    }
    return kinds;
  }

  private static void mark(byte[] kinds, int kind, String characters) {
    for (int i = 0; i < characters.length(); i++) {
      kinds[characters.charAt(i)] |= (byte) kind;
    }
  }

  private boolean is(int at, int kind) {
    byte b = bytes[at];
    return b >= 0 && (KINDS[b] & kind) != 0;
  }

  /**
   * What bytes are.
   *
   * @param read from its position to its limit; is not changed
   */
  Finding look(ByteBuffer read) {
    end = read.remaining();
    // The empty line at the end is looked for first: no kind of character runs past it.
    if (end < 18 || end >= MOST_BYTES) {
      return Finding.DOUBTFUL;
    }
    int position = read.position();
    read.get(bytes, 0, end);
    read.position(position);
    if (!isLineEnd(end - 4) || !isLineEnd(end - 2)) {
      return Finding.DOUBTFUL;
    }
    if (!isRequestLine() || !areFields(lineEnd + 2)) {
      return Finding.DOUBTFUL;
    }
    return protocol == Protocol.UNKNOWN ? Finding.SURPLUS_WORDS : Finding.REQUEST;
  }

  Protocol protocol() {
    return protocol;
  }

  private boolean isLineEnd(int at) {
    return bytes[at] == '\r' && bytes[at + 1] == '\n';
  }

  /** Whether it begins with a request line of three words, or of more. */
  private boolean isRequestLine() {
    int i = 0;
    while (is(i, METHOD)) {
      i++;
    }
    methodEnd = i;
    if (i == 0 || bytes[i] != ' ' || bytes[i + 1] != '/') {
      return false;
    }
    targetStart = ++i;
    while (is(i, TARGET) || isEncoded(i)) {
      i++;
    }
    targetEnd = i;
    return bytes[i] == ' ' && (isVersion(i + 1) || areSurplusWords(i + 1));
  }

  private boolean isVersion(int start) {
    int i = start;
    for (byte expected : VERSION) {
      if (bytes[i++] != expected) {
        return false;
      }
    }
    byte minor = bytes[i++];
    if ((minor != '1' && minor != '0') || !isLineEnd(i)) {
      return false;
    }
    protocol = minor == '1' ? Protocol.HTTP_1_1 : Protocol.HTTP_1_0;
    lineEnd = i;
    return true;
  }

  /** A third word that could not be taken for a version, and more words. */
  private boolean areSurplusWords(int start) {
    int i = start;
    while (is(i, TARGET)) {
      i++;
    }
    if (i == start
        || bytes[start] == 'H'
        || bytes[i] != ' '
        || isSpace(i + 1)
        || !is(i + 1, VALUE)) {
      return false;
    }
    while (is(i, VALUE)) {
      i++;
    }
    protocol = Protocol.UNKNOWN;
    lineEnd = i;
    return isLineEnd(i);
  }

  /** A percent sign with what belongs to it (RFC 3986 section 2.1). */
  private boolean isEncoded(int at) {
    return bytes[at] == '%'
        && Character.digit(bytes[at + 1], 16) >= 0
        && Character.digit(bytes[at + 2], 16) >= 0;
  }

  private boolean areFields(int start) {
    fields = 0;
    host = -1;
    int i = start;
    while (!isLineEnd(i)) {
      if (fields == MOST_FIELDS) {
        return false;
      }
      int name = i;
      while (is(i, TOKEN)) {
        i++;
      }
      if (i == name || bytes[i] != ':') {
        return false;
      }
      int nameEnd = i++;
      while (isSpace(i)) {
        i++;
      }
      int value = i;
      while (is(i, VALUE)) {
        i++;
      }
      if (!isLineEnd(i) || i + 2 >= end) {
        return false;
      }
      int valueEnd = i;
      while (valueEnd > value && isSpace(valueEnd - 1)) {
        valueEnd--;
      }
      if (!isPlain(name, nameEnd, value, valueEnd)) {
        return false;
      }
      int place = 4 * fields++;
      places[place] = name;
      places[place + 1] = nameEnd;
      places[place + 2] = value;
      places[place + 3] = valueEnd;
      i += 2;
    }
    // RFC 9112 section 3.2: a request of HTTP/1.1 without one is to be refused.
    return i + 2 == end && (host >= 0 || protocol == Protocol.HTTP_1_0);
  }

  private boolean isSpace(int at) {
    return bytes[at] == ' ' || bytes[at] == '\t';
  }

  /** Whether a field changes nothing about where the request ends, and who it is for. */
  private boolean isPlain(int name, int nameEnd, int value, int valueEnd) {
    switch (nameEnd - name) {
      case 4:
        return !isNamed(name, "host") || isOnlyHost(value, valueEnd);
      case 6:
        return !isNamed(name, "expect");
      case 7:
        return !isNamed(name, "upgrade");
      case 14:
        return !isNamed(name, "content-length");
      case 17:
        return !isNamed(name, "transfer-encoding");
      default:
        return true;
    }
  }

  private boolean isOnlyHost(int value, int valueEnd) {
    if (host >= 0 || value == valueEnd) {
      return false;
    }
    for (int i = value; i < valueEnd; i++) {
      if (!is(i, HOST)) {
        return false;
      }
    }
    host = fields;
    return true;
  }

  /**
   * Whether a field has a name.
   *
   * @param start where it begins
   * @param name as long, in lower case
   */
  boolean isNamed(int start, String name) {
    for (int i = 0; i < name.length(); i++) {
      int b = bytes[start + i];
      int lower = b >= 'A' && b <= 'Z' ? b | 0x20 : b;
      if (lower != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
