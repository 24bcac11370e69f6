package dev.drop444.engine.config;

import java.util.ArrayList;
import java.util.List;

/** The notation of lists, in a value and in a file. */
final class ListText {

  private ListText() {}

  /**
   * Splits at commas and trims; {@code \,} is a comma inside an element. Empty elements do not
   * count.
   */
  static List<String> split(String value) {
    List<String> elements = new ArrayList<>();
    StringBuilder element = new StringBuilder();
    for (int i = 0; i <= value.length(); i++) {
      char c = i < value.length() ? value.charAt(i) : ',';
      if (c == '\\' && i + 1 < value.length()) {
        // Other escapes are the business of whoever reads the element.
        if (value.charAt(i + 1) != ',') {
          element.append(c);
        }
        element.append(value.charAt(++i));
      } else if (c == ',') {
        String text = element.toString().trim();
        if (!text.isEmpty()) {
          elements.add(text);
        }
        element.setLength(0);
      } else {
        element.append(c);
      }
    }
    return elements;
  }

  /**
   * One line of a list file: {@code #} and {@code ;} start a comment at the start of a line and
   * after white space, so that both can be part of a pattern.
   */
  static String withoutComment(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean starts = i == 0 || Character.isWhitespace(line.charAt(i - 1));
      if ((c == '#' || c == ';') && starts) {
        return line.substring(0, i).trim();
      }
    }
    return line.trim();
  }
}
