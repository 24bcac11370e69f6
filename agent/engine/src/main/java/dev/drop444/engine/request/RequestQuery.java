package dev.drop444.engine.request;

/**
 * The query of a request target as query patterns see it: percent-decoded once, with {@code +} as a
 * space. One byte a char; bad percent-encoding stays as it is.
 */
public final class RequestQuery {

  private RequestQuery() {}

  /** What follows the first {@code ?}, up to a fragment; {@link Span#NONE} if there is none. */
  public static long find(CharSequence target) {
    int length = target.length();
    for (int i = 0; i < length; i++) {
      char c = target.charAt(i);
      if (c == '#') {
        return Span.NONE;
      }
      if (c == '?') {
        int end = i + 1;
        while (end < length && target.charAt(end) != '#') {
          end++;
        }
        return Span.of(i + 1, end);
      }
    }
    return Span.NONE;
  }

  /** Whether decoding would change nothing. */
  public static boolean isPlain(CharSequence target, long span) {
    for (int i = Span.start(span); i < Span.end(span); i++) {
      char c = target.charAt(i);
      if (c == '%' || c == '+') {
        return false;
      }
    }
    return true;
  }

  /** Appends the decoded query. */
  public static void decode(CharSequence target, long span, StringBuilder to) {
    int end = Span.end(span);
    for (int i = Span.start(span); i < end; i++) {
      char c = target.charAt(i);
      int high = c == '%' && i + 2 < end ? RequestPath.digit(target.charAt(i + 1)) : -1;
      int low = high >= 0 ? RequestPath.digit(target.charAt(i + 2)) : -1;
      if (low >= 0) {
        to.append((char) (high << 4 | low));
        i += 2;
      } else {
        to.append(c == '+' ? ' ' : c);
      }
    }
  }
}
