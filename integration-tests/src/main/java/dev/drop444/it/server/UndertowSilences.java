package dev.drop444.it.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** The application asks for silence by status 444, through Undertow's own API. */
final class UndertowSilences implements HttpHandler {

  private static final int SILENCE = 444;

  private final HttpHandler next;

  UndertowSilences(HttpHandler next) {
    this.next = next;
  }

  /** On the I/O thread, where Undertow's handlers start. */
  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    switch (exchange.getRequestPath()) {
      case "/444/server-status":
        exchange.setStatusCode(SILENCE);
        exchange.endExchange();
        return;
      case "/444/server-body":
        exchange.setStatusCode(SILENCE);
        exchange.getResponseSender().send("Nobody may read this\n");
        return;
      case "/444/server-error":
        // As its own handlers do, of which the exchange is ended by whoever called them.
        exchange.setStatusCode(SILENCE);
        return;
      default:
        next.handleRequest(exchange);
    }
  }
}
