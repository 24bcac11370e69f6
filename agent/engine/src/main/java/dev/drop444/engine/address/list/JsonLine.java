package dev.drop444.engine.address.list;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the member {@code cidr} of a JSON object that stands on one line, as in Spamhaus's lists
 * since 2024, without allocating anything. Checks no more of the object than it needs to find its
 * members. Confined to one thread.
 */
final class JsonLine {

  private static final byte[] CIDR = "cidr".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] METADATA = "metadata".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = {};
  private int at;
  private int end;

  /** Where the text of {@code cidr} begins, in the array that was read; -1 if there is none. */
  int cidrFrom;

  int cidrTo;

  /** Whether the object says that it is about the list, not an entry. */
  boolean metadata;

  private int textFrom;
  private int textTo;

  /**
   * Reads an object.
   *
   * @param line may be changed: escaped slashes are unescaped in place
   * @return false if this is no object
   */
  boolean read(byte[] line, int from, int to) {
    bytes = line;
    at = from + 1;
    end = to;
    cidrFrom = -1;
    metadata = false;
    if (skipTo('}')) {
      return at == end;
    }
    do {
      if (!member()) {
        return false;
      }
    } while (skipTo(','));
    return skipTo('}') && at == end;
  }

  private boolean member() {
    skipSpace();
    if (!string()) {
      return false;
    }
    boolean cidr = textIs(CIDR);
    boolean type = textIs(TYPE);
    if (!skipTo(':')) {
      return false;
    }
    skipSpace();
    if (at < end && bytes[at] == '"') {
      if (!string()) {
        return false;
      }
      if (cidr) {
        cidrFrom = textFrom;
        cidrTo = textTo;
      }
      metadata |= type && textIs(METADATA);
      return true;
    }
    return other();
  }

  /** Skips a value that is no string, to the comma or brace after it. */
  private boolean other() {
    int start = at;
    int depth = 0;
    while (at < end) {
      byte b = bytes[at];
      if (b == '"') {
        if (!string()) {
          return false;
        }
        continue;
      }
      if (depth == 0 && (b == ',' || b == '}')) {
        return at > start;
      }
      depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
      at++;
    }
    return false;
  }

  /** Reads a string. Of all escapes only that of a slash is undone: no address needs another. */
  private boolean string() {
    if (at == end || bytes[at] != '"') {
      return false;
    }
    textFrom = ++at;
    textTo = at;
    while (at < end && bytes[at] != '"') {
      if (bytes[at] == '\\') {
        if (++at == end) {
          return false;
        }
        if (bytes[at] != '/') {
          bytes[textTo++] = '\\';
        }
      }
      bytes[textTo++] = bytes[at++];
    }
    return at++ < end;
  }

  private boolean textIs(byte[] expected) {
    return Arrays.equals(bytes, textFrom, textTo, expected, 0, expected.length);
  }

  private boolean skipTo(char expected) {
    skipSpace();
    if (at < end && bytes[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < end && EntryReader.isSpace(bytes[at])) {
      at++;
    }
  }
}
