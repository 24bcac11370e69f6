package dev.drop444.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import java.util.Arrays;

/**
 * What newer versions of Undertow offer and older ones do not. The JVM looks for a member when it
 * is used first, so nothing fails where it is not.
 */
final class Newer {

  /** Since 2.2: more than one cookie of a name. */
  private static final boolean COOKIES =
      Arrays.stream(HttpServerExchange.class.getMethods())
          .anyMatch(method -> method.getName().equals("responseCookies"));

  private Newer() {}

  /** The cookies that the response sets. */
  @SuppressWarnings("removal") // the only way in older versions
  static Iterable<Cookie> responseCookies(HttpServerExchange exchange) {
    return COOKIES ? exchange.responseCookies() : exchange.getResponseCookies().values();
  }
}
