package dev.drop444.engine.address.list;

/**
 * Finds the addresses in a JSON document of many lines, or of one long one, as operators of
 * crawlers publish it: {@code {"prefixes": [{"ipv4Prefix": "66.249.64.0/27"}, ...]}}. It takes the
 * strings that can only be addresses or prefixes, so it needs no more of JSON than where strings
 * end, and a change of the keys does no harm. Fed byte by byte; confined to one thread.
 */
final class JsonDocument {

  /** Longer than any prefix. */
  private static final int MOST = 64;

  /** The last string that ended, as far as it may be an address. */
  final byte[] text = new byte[MOST];

  int length;

  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean plain;

  /** Whether a line, without white space around it, is the first one of such a document. */
  static boolean startsWith(byte[] line, int from, int to) {
    if (line[from] == '[') {
      return true;
    }
    boolean list = false;
    for (int i = from; i < to; i++) {
      list |= line[i] == '[';
    }
    return line[from] == '{' && (list || to - from == 1 || line[to - 1] == ',');
  }

  /** Takes the next byte; whether it ended a string that looks like an address or prefix. */
  boolean next(byte value) {
    if (!inString) {
      depth += value == '{' || value == '[' ? 1 : value == '}' || value == ']' ? -1 : 0;
      inString = value == '"';
      plain = true;
      length = 0;
      return false;
    }
    if (value == '"' && !escaped) {
      inString = false;
      return plain && isAddress();
    }
    escaped = value == '\\' && !escaped;
    if (!escaped) {
      plain &= length < MOST && isOfAddress(value);
      if (plain) {
        text[length++] = value;
      }
    }
    return false;
  }

  /** Whether the document has come to its end. */
  boolean isComplete() {
    return depth == 0 && !inString;
  }

  private static boolean isOfAddress(byte c) {
    return (c >= '0' && c <= ':')
        || c == '.'
        || c == '/'
        || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
  }

  /** Times have colons, too; versions have dots. */
  private boolean isAddress() {
    int dots = 0;
    int colons = 0;
    boolean zeros = false;
    for (int i = 0; i < length; i++) {
      dots += text[i] == '.' ? 1 : 0;
      colons += text[i] == ':' ? 1 : 0;
      zeros |= i > 0 && text[i] == ':' && text[i - 1] == ':';
    }
    return zeros || colons == 7 || (colons == 0 && dots == 3);
  }
}
