package dev.drop444.engine.bot.crawler;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the lists of addresses that operators publish: the JSON that Google, Bing, Apple,
 * DuckDuckGo and OpenAI share ({@code {"prefixes": [{"ipv4Prefix": "66.249.64.0/27"}, ...]}}), and
 * plain text.
 *
 * <p>Of either, it takes the words that can only be addresses or prefixes; so it needs no parser of
 * JSON, and a change of the keys does no harm.
 */
public final class RangeFile {

  private RangeFile() {}

  /**
   * The addresses and prefixes in a text, in their order, unchecked: whoever makes a set of them
   * reports what is wrong with one. No text makes this throw.
   */
  public static List<String> entries(CharSequence text) {
    List<String> entries = new ArrayList<>();
    int length = text.length();
    boolean json = isJson(text);
    for (int start = 0; start < length; start++) {
      int end = start;
      boolean comment = !json && (text.charAt(start) == '#' || text.charAt(start) == ';');
      while (end < length && (comment ? text.charAt(end) != '\n' : isWord(text.charAt(end)))) {
        end++;
      }
      if (!comment && isAddress(text, start, end)) {
        entries.add(text.subSequence(start, end).toString());
      }
      start = end;
    }
    return entries;
  }

  private static boolean isJson(CharSequence text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) <= ' ') {
      first++;
    }
    return first < text.length() && "{[".indexOf(text.charAt(first)) >= 0;
  }

  /** Everything that is no separator in JSON or in plain lists. */
  private static boolean isWord(char c) {
    return c > ' ' && "\",[]{};#".indexOf(c) < 0;
  }

  private static boolean isAddress(CharSequence text, int start, int end) {
    int dots = 0;
    int colons = 0;
    int digits = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      dots += c == '.' ? 1 : 0;
      colons += c == ':' ? 1 : 0;
      digits += Character.digit(c, 16) >= 0 ? 1 : 0;
      if (c > 'f' || (Character.digit(c, 16) < 0 && "./:".indexOf(c) < 0)) {
        return false;
      }
    }
    return digits > 0 && (dots == 3 || colons >= 2);
  }
}
