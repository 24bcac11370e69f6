package dev.drop444.engine.config;

/** Text from a configuration as an error message shows it: bounded, on one line, unambiguous. */
final class Quoted {

  private Quoted() {}

  /** In double quotes. */
  static String of(String text, int most) {
    return '"' + escape(text, most, true) + '"';
  }

  /** Without quotes. */
  static String bare(String text, int most) {
    return escape(text, most, false);
  }

  private static String escape(String text, int most, boolean quotes) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), most); i++) {
      char c = text.charAt(i);
      if (quotes && (c == '"' || c == '\\')) {
        out.append('\\').append(c);
      } else if (Character.isISOControl(c)
          || Character.isSurrogate(c)
          || Character.getType(c) == Character.FORMAT
          || Character.getType(c) == Character.LINE_SEPARATOR
          || Character.getType(c) == Character.PARAGRAPH_SEPARATOR) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit(c >> shift & 0xf, 16));
        }
      } else {
        out.append(c);
      }
    }
    return out.append(text.length() > most ? "..." : "").toString();
  }
}
