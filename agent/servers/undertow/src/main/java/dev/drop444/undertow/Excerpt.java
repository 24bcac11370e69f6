package dev.drop444.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is shown of a request that cannot be read. Bounded; not escaped. */
final class Excerpt {

  /** More of a request is not shown, in characters. */
  static final int MAX = 256;

  private Excerpt() {}

  /** Method and target as far as they were parsed; null if neither was. */
  static @Nullable String of(@Nullable HttpServerExchange exchange) {
    if (exchange == null || !hasMethod(exchange)) {
      return null;
    }
    HttpString method = exchange.getRequestMethod();
    String uri = exchange.getRequestURI();
    String query = exchange.getQueryString();
    return uri == null || query == null || query.isEmpty()
        ? of(method, uri)
        : of(method, new RequestTarget(uri, query));
  }

  /** Whether a method was parsed. If not, Undertow 1.4 has null, and the empty method later. */
  static boolean hasMethod(HttpServerExchange exchange) {
    HttpString method = exchange.getRequestMethod();
    return method != null && method.length() > 0;
  }

  static String of(HttpString method, @Nullable CharSequence target) {
    StringBuilder text = new StringBuilder(method.toString());
    if (target != null) {
      text.append(' ').append(target, 0, Math.min(target.length(), MAX));
    }
    return text.length() <= MAX ? text.toString() : text.substring(0, MAX);
  }

  /**
   * A line of what was read, as ISO-8859-1.
   *
   * @param start the line's first byte, an absolute index
   */
  static String ofLine(ByteBuffer read, int start) {
    int end = start;
    int limit = Math.min(read.limit(), start + MAX);
    while (end < limit && read.get(end) != '\r' && read.get(end) != '\n') {
      end++;
    }
    byte[] line = new byte[end - start];
    for (int i = 0; i < line.length; i++) {
      line[i] = read.get(start + i);
    }
    return new String(line, StandardCharsets.ISO_8859_1);
  }
}
