package dev.drop444.undertow;

import dev.drop444.engine.gate.Malformation;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ParameterLimitException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Why Undertow refuses a request. Its parser throws the same exception for nearly everything, so
 * the bytes have to tell. Immutable.
 */
final class Refusal {

  private static final int TLS_HANDSHAKE = 0x16;
  private static final int TLS_MAJOR_VERSION = 3;

  private final Malformation what;
  private final @Nullable String excerpt;

  private Refusal(Malformation what, @Nullable String excerpt) {
    this.what = what;
    this.excerpt = excerpt;
  }

  Malformation what() {
    return what;
  }

  /** What is known of the request, or null. */
  @Nullable String excerpt() {
    return excerpt;
  }

  /** A request that was parsed, or of which more arrived than Undertow keeps. */
  static Refusal of(@Nullable HttpServerExchange exchange, @Nullable Throwable thrown) {
    return new Refusal(what(thrown), Excerpt.of(exchange));
  }

  /** A request of HTTP/2 whose target is wrong. */
  static Refusal ofTarget(HttpServerExchange exchange, String target, Throwable thrown) {
    return new Refusal(what(thrown), Excerpt.of(exchange.getRequestMethod(), target));
  }

  /**
   * A request that the parser does not understand.
   *
   * @param read what was read last; the byte that is wrong lies before its position
   * @param exchange what was parsed before
   */
  static Refusal ofParser(ByteBuffer read, HttpServerExchange exchange, Throwable thrown) {
    int wrong = Math.max(read.position() - 1, 0);
    if (!Excerpt.hasMethod(exchange) && beginsLikeTls(read)) {
      return new Refusal(Malformation.TLS_ON_PLAIN_PORT, null);
    }
    Malformation what = what(thrown);
    if (exchange.getProtocol() != null || wrong >= read.limit()) {
      return new Refusal(what, Excerpt.of(exchange));
    }
    int line = lineStart(read, wrong);
    if (what == Malformation.SYNTAX && isInVersion(read, line, wrong)) {
      what = Malformation.VERSION;
    }
    return new Refusal(
        what, exchange.getRequestURI() == null ? Excerpt.ofLine(read, line) : Excerpt.of(exchange));
  }

  private static Malformation what(@Nullable Throwable thrown) {
    if (thrown == null || thrown instanceof ParameterLimitException) {
      return Malformation.TOO_LARGE;
    }
    String message = thrown.getMessage();
    if (message == null) {
      // HttpReadListener, for a version that it does not speak; the parser has other types.
      return thrown.getClass() == IOException.class ? Malformation.VERSION : Malformation.SYNTAX;
    }
    // Query parameters, path parameters or headers; the numbers of these messages have changed.
    return message.contains(": Too many ") ? Malformation.TOO_LARGE : Malformation.SYNTAX;
  }

  private static boolean beginsLikeTls(ByteBuffer read) {
    return read.limit() > 1 && read.get(0) == TLS_HANDSHAKE && read.get(1) == TLS_MAJOR_VERSION;
  }

  private static int lineStart(ByteBuffer read, int wrong) {
    int start = wrong;
    while (start > 0 && read.get(start - 1) != '\n') {
      start--;
    }
    return start;
  }

  /**
   * Whether what is wrong with a request line is its version: {@code GET /} alone, as HTTP/0.9 had
   * it, or two spaces and then something else than a version that Undertow speaks.
   */
  private static boolean isInVersion(ByteBuffer read, int line, int wrong) {
    int spaces = 0;
    int version = line;
    int end = line;
    for (; end < read.limit() && read.get(end) != '\r' && read.get(end) != '\n'; end++) {
      if (read.get(end) == ' ') {
        spaces++;
        version = end + 1;
      }
    }
    if (spaces != 2) {
      return spaces == 1 && wrong == end;
    }
    return wrong >= version && !isSpoken(read, version, end);
  }

  private static boolean isSpoken(ByteBuffer read, int from, int to) {
    return to - from == "HTTP/1.1".length()
        && (matches(read, from, "HTTP/1.1") || matches(read, from, "HTTP/1.0"));
  }

  private static boolean matches(ByteBuffer read, int from, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (read.get(from + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
