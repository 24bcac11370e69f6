package dev.drop444.cli.top;

import java.util.ArrayList;
import java.util.List;

/** What one screen shows: so many lines, each as wide as the screen. Not thread-safe. */
final class Frame {

  private final int width;
  private final int height;
  private final List<String> lines = new ArrayList<>();
  private final List<Style> styles = new ArrayList<>();

  Frame(int width, int height) {
    this.width = width;
    this.height = height;
  }

  int width() {
    return width;
  }

  /** How many lines are still free. */
  int free() {
    return height - lines.size();
  }

  /** Adds a line, cut or filled to the width; nothing once the screen is full. */
  Frame line(Style style, String text) {
    if (free() > 0) {
      lines.add(fit(text, width));
      styles.add(style);
    }
    return this;
  }

  /** Leaves lines empty so that only some are free. */
  void fillUpTo(int stillFree) {
    while (free() > stillFree) {
      line(Style.PLAIN, "");
    }
  }

  /** Its lines without style. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Cut or filled with blanks. */
  static String fit(String text, int width) {
    int most = Math.max(0, width);
    return text.length() >= most
        ? text.substring(0, most)
        : text + " ".repeat(most - text.length());
  }

  /** As a number that ends in a column. */
  static String right(String text, int width) {
    return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
  }

  /**
   * All of it as a terminal takes it. Each line is written over the one before in its full width,
   * so that nothing is cleared, and nothing flickers.
   */
  String sequence(boolean colour) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append("\033[").append(i + 1).append(";1H");
      Style style = styles.get(i);
      text.append(style.start(colour)).append(lines.get(i));
      text.append(style == Style.PLAIN ? "" : Style.END);
    }
    return text.toString();
  }
}
