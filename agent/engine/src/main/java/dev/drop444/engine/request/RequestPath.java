package dev.drop444.engine.request;

/**
 * The path of a request target as path patterns see it: without scheme, authority and query,
 * without {@code ;parameters}, percent-decoded once, without empty segments, without dot segments
 * (RFC 3986 section 5.2.4). {@code GET http://h/drop}, {@code /x/../%64rop;v=1} and {@code //drop}
 * are all {@code /drop}.
 *
 * <p>The order is the one in which servlet containers do it (parameters, decoding, slashes, dots),
 * so that {@code /x/..;/drop} does not get around a rule. {@code %2F} becomes a slash: some
 * applications decode it, and a pattern must not be evaded because this one may not. The result has
 * one byte a char; percent-encoded UTF-8 stays as its bytes.
 */
public final class RequestPath {

  private RequestPath() {}

  /**
   * Where the path lies in a target that needs no change. Allocates nothing.
   *
   * @return a {@link Span} of the target, or {@link Span#NONE} if the path must be {@linkplain
   *     #normalise normalised}
   */
  public static long find(CharSequence target) {
    int length = target.length();
    if (length == 0 || target.charAt(0) != '/') {
      return length == 1 && target.charAt(0) == '*' ? Span.of(0, 1) : Span.NONE;
    }
    char previous = '/';
    for (int i = 1; i < length; i++) {
      char c = target.charAt(i);
      if (c == '?' || c == '#') {
        return Span.of(0, i);
      }
      if (c == '%' || c == ';' || c > 0xff || (previous == '/' && (c == '/' || c == '.'))) {
        // ".well-known" is no dot segment.
        if (c != '.' || isDotSegment(target, i, length)) {
          return Span.NONE;
        }
      }
      previous = c;
    }
    return Span.of(0, length);
  }

  /** Where the path lies in a target, as it was sent: without scheme, authority and query. */
  public static long raw(CharSequence target) {
    int start = Authority.end(target);
    int end = start;
    while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
      end++;
    }
    return Span.of(start, end);
  }

  private static boolean isDotSegment(CharSequence target, int start, int length) {
    int i = start;
    while (i < length && target.charAt(i) == '.') {
      i++;
    }
    return i - start <= 2 && (i == length || "/?#;%".indexOf(target.charAt(i)) >= 0);
  }

  /** The normalised path of any target. Never throws; bad percent-encoding stays as it is. */
  public static String normalise(CharSequence target) {
    if (target.length() == 1 && target.charAt(0) == '*') {
      return "*";
    }
    return withoutDotSegments(decode(target));
  }

  private static StringBuilder decode(CharSequence target) {
    int length = target.length();
    StringBuilder decoded = new StringBuilder(length + 1);
    boolean parameters = false;
    for (int i = Authority.end(target); i < length; i++) {
      char c = target.charAt(i);
      if (c == '?' || c == '#') {
        break;
      }
      parameters = c == ';' || (parameters && c != '/');
      if (parameters) {
        continue;
      }
      int high = c == '%' && i + 2 < length ? digit(target.charAt(i + 1)) : -1;
      int low = high >= 0 ? digit(target.charAt(i + 2)) : -1;
      if (low >= 0) {
        decoded.append((char) (high << 4 | low));
        i += 2;
      } else if (c > 0xff) {
        appendUtf8(decoded, c);
      } else {
        decoded.append(c);
      }
    }
    return decoded;
  }

  static int digit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** Halves of surrogate pairs are encoded one by one: such a path matches wild cards only. */
  private static void appendUtf8(StringBuilder to, char c) {
    if (c > 0x7ff) {
      to.append((char) (0xe0 | c >> 12)).append((char) (0x80 | (c >> 6 & 0x3f)));
    } else {
      to.append((char) (0xc0 | c >> 6));
    }
    to.append((char) (0x80 | (c & 0x3f)));
  }

  /** Also collapses runs of slashes, and puts a slash first. */
  private static String withoutDotSegments(StringBuilder path) {
    int length = path.length();
    char[] out = new char[length + 1];
    // What is written always ends with a slash while a segment starts.
    out[0] = '/';
    int size = 1;
    int i = 0;
    while (i < length) {
      int end = path.indexOf("/", i);
      boolean last = end < 0;
      if (last) {
        end = length;
      }
      int count = end - i;
      boolean dots = count == 2 && path.charAt(i) == '.' && path.charAt(i + 1) == '.';
      if (dots) {
        do {
          size--;
        } while (size > 0 && out[size - 1] != '/');
        size = Math.max(size, 1);
      } else if (count > 0 && !(count == 1 && path.charAt(i) == '.')) {
        path.getChars(i, end, out, size);
        size += count;
        if (!last) {
          out[size++] = '/';
        }
      }
      i = end + 1;
    }
    return new String(out, 0, size);
  }
}
