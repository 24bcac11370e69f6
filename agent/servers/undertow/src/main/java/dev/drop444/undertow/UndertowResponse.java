package dev.drop444.undertow;

import dev.drop444.engine.gate.ResponseHead;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import org.jspecify.annotations.Nullable;

/** The response side of an exchange as the engine reads it. */
final class UndertowResponse implements ResponseHead {

  private final HttpServerExchange exchange;
  private final HeaderNames names;

  UndertowResponse(HttpServerExchange exchange, HeaderNames names) {
    this.exchange = exchange;
    this.names = names;
  }

  @Override
  public int status() {
    return exchange.getStatusCode();
  }

  /** Undertow keeps cookies apart until it writes the head. */
  @Override
  public @Nullable CharSequence header(String name, int index) {
    HttpString known = names.of(name);
    if (known == null || index < 0) {
      return null;
    }
    HeaderValues values = exchange.getResponseHeaders().get(known);
    int count = values == null ? 0 : values.size();
    if (values != null && index < count) {
      return values.get(index);
    }
    return name.equals("set-cookie") ? cookie(index - count) : null;
  }

  private @Nullable String cookie(int index) {
    int at = 0;
    for (Cookie cookie : Newer.responseCookies(exchange)) {
      if (at++ == index) {
        return cookie.getName() + '=' + cookie.getValue();
      }
    }
    return null;
  }

  /** Kept by Undertow where a handler threw, and by {@link FailureAdvice} where a servlet did. */
  @Override
  public @Nullable Throwable failure() {
    return exchange.getAttachment(DefaultResponseListener.EXCEPTION);
  }

  @Override
  public boolean isServerErrorPage() {
    return status() >= StatusCodes.BAD_REQUEST && ErrorPage.isBeingWritten();
  }
}
