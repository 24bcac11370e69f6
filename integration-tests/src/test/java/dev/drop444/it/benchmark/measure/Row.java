package dev.drop444.it.benchmark.measure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table. Immutable.
 *
 * @param measure what was measured, with its unit
 * @param server on which server
 * @param side who or what took it
 * @param value what it came to, in words
 * @param ratio to what it is compared with, in words, empty if with nothing
 * @param target what the ratio or the value must reach, empty if nothing
 * @param met whether it did: {@code yes}, {@code no} or nothing
 */
public record Row(
    String measure,
    String server,
    String side,
    String value,
    String ratio,
    String target,
    String met) {

  /** What was measured, and is compared with nothing. */
  public static Row of(String measure, String server, String side, String value) {
    return new Row(measure, server, side, value, "", "", "");
  }

  /** The same, and how it compares. */
  public Row ratio(@Nullable Spread ratio, String to, int decimals) {
    return ratio == null
        ? this
        : new Row(measure, server, side, value, ratio.text(decimals) + " of " + to, target, met);
  }

  /** The same with a target that a number must not exceed. */
  public Row atMost(double limit, double reached) {
    return new Row(
        measure, server, side, value, ratio, "<= " + plain(limit), yes(reached <= limit));
  }

  /** The same with a target that a number must not fall short of. */
  public Row atLeast(double limit, double reached) {
    return new Row(
        measure, server, side, value, ratio, ">= " + plain(limit), yes(reached >= limit));
  }

  private static String plain(double number) {
    // Two digits behind the point, three where the third says something.
    String text = String.format(Locale.ROOT, number < 10 ? "%.3f" : "%.0f", number);
    return number < 10 && text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
  }

  private static String yes(boolean met) {
    return met ? "yes" : "no";
  }
}
