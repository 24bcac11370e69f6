package dev.drop444.it.server;

import dev.drop444.it.app.Exchange;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Undertow's own, of a blocking handler. */
final class UndertowExchange implements Exchange {

  private final HttpServerExchange exchange;

  UndertowExchange(HttpServerExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public String method() {
    return exchange.getRequestMethod().toString();
  }

  @Override
  public String path() {
    return exchange.getRequestPath();
  }

  @Override
  public @Nullable String query() {
    return exchange.getQueryString().isEmpty() ? null : exchange.getQueryString();
  }

  @Override
  public @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  @Override
  public InputStream body() {
    return exchange.getInputStream();
  }

  @Override
  public void status(int status) {
    exchange.setStatusCode(status);
  }

  /** Without an error handler Undertow's error page is empty. */
  @Override
  public void error(int status) {
    exchange.setStatusCode(status);
    exchange.endExchange();
  }

  @Override
  public void header(String name, String value) {
    exchange.getResponseHeaders().put(new HttpString(name), value);
  }

  @Override
  public OutputStream out() {
    return exchange.getOutputStream();
  }
}
