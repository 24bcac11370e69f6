package dev.drop444.cli.top;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of the drop log, text or JSON, shortened for a screen. All that comes before {@code
 * client} in it is drop444's own, so the first of a key is the true one.
 */
final class DropLine {

  private static final Pattern CLOCK = Pattern.compile("T(\\d\\d:\\d\\d:\\d\\d)");

  private DropLine() {}

  /** When, what, by which rule, whom, and what was asked for. */
  static String shortened(String line) {
    Matcher clock = CLOCK.matcher(line);
    String action = value(line, "action");
    String rule = value(line, "rule");
    if (!clock.find() || action == null || rule == null) {
      return line;
    }
    String client = value(line, "client");
    String last = value(line, "last-client");
    String more = value(line, "more");
    String who = client != null ? client : last != null ? last : "-";
    String what = more != null ? "and " + more + " more" : asked(line);
    return String.format("%s %-13s %-16s %-15s %s", clock.group(1), action, rule, who, what);
  }

  private static String asked(String line) {
    String request = value(line, "request");
    if (request != null) {
      return request;
    }
    String method = value(line, "method");
    String target = value(line, "target");
    if (method != null && target != null) {
      return method + " " + target;
    }
    String excerpt = value(line, "excerpt");
    String kind = value(line, "kind");
    return (kind == null ? "" : kind + " ") + (excerpt == null ? "" : excerpt);
  }

  private static @Nullable String value(String line, String key) {
    boolean json = line.startsWith("{");
    String pattern =
        json
            ? "[{,]\"" + key + "\":(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^,}]*))"
            : "(?:^| )" + key + "=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(\\S*))";
    Matcher found = Pattern.compile(pattern).matcher(line);
    if (!found.find()) {
      return null;
    }
    return found.group(1) == null ? found.group(2) : found.group(1);
  }
}
