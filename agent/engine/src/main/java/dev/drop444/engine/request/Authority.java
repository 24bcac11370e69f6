package dev.drop444.engine.request;

import dev.drop444.engine.gate.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * The host that a request is for, without user information, port, and the trailing dot of a fully
 * qualified name.
 */
public final class Authority {

  private Authority() {}

  /**
   * The text in which the host stands: the target if that is in absolute-form, which then overrides
   * the Host field (RFC 9112 section 3.2.2), or else the Host field.
   *
   * @return null if the request names no host
   */
  public static @Nullable CharSequence text(RequestHead head) {
    CharSequence target = head.target();
    return start(target) >= 0 ? target : head.host();
  }

  /** Where the host lies in what {@link #text} returned. Allocates nothing. */
  public static long host(CharSequence text) {
    int start = start(text);
    int end = start >= 0 ? end(text) : text.length();
    start = Math.max(start, 0);
    for (int i = end - 1; i >= start; i--) {
      if (text.charAt(i) == '@') {
        start = i + 1;
      }
    }
    // The first colon starts the port, except inside the brackets of an IPv6 address.
    boolean literal = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      literal = c == '[' || (literal && c != ']');
      if (c == ':' && !literal) {
        end = i;
      }
    }
    if (end > start && text.charAt(end - 1) == '.') {
      end--;
    }
    return Span.of(start, end);
  }

  /** Index after the scheme and authority of a target in absolute-form; 0 for any other target. */
  public static int end(CharSequence target) {
    int start = start(target);
    if (start < 0) {
      return 0;
    }
    int end = start;
    while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Index after {@code scheme://}, or -1 if that is not how a text starts. */
  private static int start(CharSequence text) {
    int i = 0;
    while (i < text.length() && isSchemeCharacter(text.charAt(i))) {
      i++;
    }
    boolean absolute =
        i > 0
            && i + 2 < text.length()
            && text.charAt(i) == ':'
            && text.charAt(i + 1) == '/'
            && text.charAt(i + 2) == '/';
    return absolute ? i + 3 : -1;
  }

  private static boolean isSchemeCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '-'
        || c == '.';
  }
}
