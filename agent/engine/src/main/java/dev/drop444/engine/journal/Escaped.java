package dev.drop444.engine.journal;

/** Text from outside in printable ASCII, whatever it is: for a line of the log, and for JSON. */
public final class Escaped {

  private Escaped() {}

  /**
   * Adds text as the inside of a JSON string (RFC 8259 section 7).
   *
   * @param to which is appended to
   */
  public static void json(StringBuilder to, CharSequence text) {
    append(to, text, false);
  }

  /**
   * Adds text: printable ASCII as it is, quotes and backslashes with a backslash, and everything
   * else by its number.
   *
   * @param shortForm whether {@code \xhh} is understood, for characters up to 255; otherwise all
   *     have a backslash, {@code u} and four digits
   */
  static void append(StringBuilder to, CharSequence text, boolean shortForm) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        to.append('\\').append(c);
      } else if (c >= ' ' && c <= '~') {
        to.append(c);
      } else {
        boolean isShort = shortForm && c <= 0xff;
        to.append(isShort ? "\\x" : "\\u");
        for (int shift = isShort ? 4 : 12; shift >= 0; shift -= 4) {
          to.append(Character.forDigit(c >> shift & 0xf, 16));
        }
      }
    }
  }
}
