package dev.drop444.cli.top;

/** How a line of the screen looks; each is a sequence of ECMA-48 (SGR). */
enum Style {
  PLAIN("", ""),
  TITLE("\033[1m", "\033[1;36m"),
  HEAD("\033[7m", "\033[7m"),
  SELECTED("\033[1;7m", "\033[1;7;33m"),
  ALARM("\033[1m", "\033[1;31m"),
  FOOT("\033[2m", "\033[2m");

  static final String END = "\033[0m";

  private final String bare;
  private final String coloured;

  Style(String bare, String coloured) {
    this.bare = bare;
    this.coloured = coloured;
  }

  /** What begins it. */
  String start(boolean colour) {
    return colour ? coloured : bare;
  }
}
