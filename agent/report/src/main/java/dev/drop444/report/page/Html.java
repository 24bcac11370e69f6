package dev.drop444.report.page;

import java.util.Locale;

/** HTML that grows. What is not markup of ours is escaped on its way in. Not thread-safe. */
final class Html {

  private final StringBuilder out = new StringBuilder(1 << 16);

  /** Adds markup, which is ours from beginning to end. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Adds text of ours. */
  Html text(String text) {
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i));
    }
    return this;
  }

  /** Adds a number, as people write it. */
  Html number(long number) {
    out.append(Words.number(number));
    return this;
  }

  /**
   * Adds text of a client. What cannot be seen, or changes how other text is seen (controls, marks
   * that turn the direction, accents without a letter), becomes its number; it stands in a place of
   * its own, so that the direction of its letters changes nothing around it.
   */
  Html client(String text) {
    out.append("<bdi>");
    for (int i = 0; i < text.length(); ) {
      int code = text.codePointAt(i);
      if (isVisible(code)) {
        if (code < 0x80) {
          escape((char) code);
        } else {
          out.appendCodePoint(code);
        }
      } else {
        out.append("<i class=\"u\">")
            .append(String.format(Locale.ROOT, "U+%04X", code))
            .append("</i>");
      }
      i += Character.charCount(code);
    }
    out.append("</bdi>");
    return this;
  }

  private void escape(char c) {
    switch (c) {
      case '&':
        out.append("&amp;");
        break;
      case '<':
        out.append("&lt;");
        break;
      case '>':
        out.append("&gt;");
        break;
      case '"':
        out.append("&quot;");
        break;
      case '\'':
        out.append("&#39;");
        break;
      default:
        out.append(c);
    }
  }

  private static boolean isVisible(int code) {
    if (code == ' ') {
      return true;
    }
    switch (Character.getType(code)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.PRIVATE_USE:
      case Character.UNASSIGNED:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SPACE_SEPARATOR:
      case Character.NON_SPACING_MARK:
      case Character.ENCLOSING_MARK:
      case Character.COMBINING_SPACING_MARK:
        return false;
      default:
        return true;
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
