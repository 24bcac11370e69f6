package dev.drop444.cli.output;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text from another process on its way to a terminal: what is not printable ASCII could colour it,
 * move its cursor or worse, and is written by its number.
 */
public final class Printable {

  private static final Pattern OTHER = Pattern.compile("[^ -~]");

  private Printable() {}

  /** The text on one line of printable ASCII. */
  public static String of(String text) {
    return OTHER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(numbers(found.group())));
  }

  private static String numbers(String other) {
    return other.chars().mapToObj(c -> String.format("\\u%04x", c)).collect(Collectors.joining());
  }

  /** The same, and no longer than so many characters. */
  public static String of(String text, int most) {
    String all = of(text);
    return all.length() <= most ? all : all.substring(0, Math.max(0, most));
  }
}
