package dev.drop444.engine.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The notation of {@code -javaagent:drop444.jar=key=value,key=value}.
 *
 * <p>A comma starts the next pair if a {@code key=} follows; otherwise it belongs to the value, so
 * that {@code deny=192.0.2.1,192.0.2.2,mode=monitor} is what it looks like. A value in single or
 * double quotes may contain anything but its quote.
 */
final class AgentArguments {

  /** A pair, not yet checked. */
  static final class Pair {
    final String key;
    final String value;

    Pair(String key, String value) {
      this.key = key;
      this.value = value;
    }
  }

  private AgentArguments() {}

  /** Takes arguments apart. What is no pair is reported. */
  static List<Pair> parse(String text, String origin, Problems problems) {
    List<Pair> pairs = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      String key = equals < 0 ? "" : text.substring(at, equals).trim();
      if (!isKey(key)) {
        int comma = text.indexOf(',', at);
        int end = comma < 0 ? text.length() : comma;
        String piece = text.substring(at, end).trim();
        if (!piece.isEmpty()) {
          problems.add(new Problem(piece, null, origin, "expected key=value", null));
        }
        at = end + 1;
        continue;
      }
      int start = equals + 1;
      while (start < text.length() && text.charAt(start) == ' ') {
        start++;
      }
      char quote = start < text.length() ? text.charAt(start) : ' ';
      if (quote == '"' || quote == '\'') {
        int close = text.indexOf(quote, start + 1);
        int end = close < 0 ? text.length() : skipSpace(text, close + 1);
        if (close < 0 || (end < text.length() && text.charAt(end) != ',')) {
          problems.add(
              new Problem(
                  key,
                  text.substring(start),
                  origin,
                  "expected a closing quote, and after it a comma or the end",
                  null));
          return pairs;
        }
        pairs.add(new Pair(key, text.substring(start + 1, close)));
        at = end + 1;
      } else {
        int end = endOfValue(text, start);
        pairs.add(new Pair(key, text.substring(start, end)));
        at = end + 1;
      }
    }
    return pairs;
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  /** The next comma that a key and {@code =} follow, or the end. */
  private static int endOfValue(String text, int from) {
    for (int comma = text.indexOf(',', from); comma >= 0; comma = text.indexOf(',', comma + 1)) {
      int equals = text.indexOf('=', comma);
      if (equals < 0) {
        break;
      }
      if (isKey(text.substring(comma + 1, equals).trim())) {
        return comma;
      }
    }
    // A comma at the very end separates nothing.
    int end = text.length();
    while (end > from && (text.charAt(end - 1) == ',' || text.charAt(end - 1) == ' ')) {
      end--;
    }
    return end;
  }

  /** Only what a key is made of: patterns and addresses contain more. */
  private static boolean isKey(String text) {
    return !text.isEmpty()
        && Character.isLetter(text.charAt(0))
        && text.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0));
  }
}
