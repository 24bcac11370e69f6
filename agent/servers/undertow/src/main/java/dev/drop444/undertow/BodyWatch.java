package dev.drop444.undertow;

import dev.drop444.engine.gate.RequestWatch;
import io.undertow.server.ConduitWrapper;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Tells what becomes of a request that passed, by Undertow's own means: a wrapper of its body and a
 * listener for its end. Requests that nobody watches have neither.
 */
final class BodyWatch implements ConduitWrapper<StreamSourceConduit>, ExchangeCompletionListener {

  private final RequestWatch watch;
  private final @Nullable WatchedConnection connection;

  private BodyWatch(RequestWatch watch, @Nullable WatchedConnection connection) {
    this.watch = watch;
    this.connection = connection;
  }

  /** From here on the watch is told, and that the request is over in any case. */
  static void begin(
      HttpServerExchange exchange, RequestWatch watch, @Nullable WatchedConnection connection) {
    BodyWatch begun = new BodyWatch(watch, connection);
    try {
      exchange.addExchangeCompleteListener(begun);
      if (!exchange.isRequestComplete()) {
        exchange.addRequestWrapper(begun);
      }
      if (connection != null) {
        connection.add(watch);
      }
    } catch (RuntimeException failed) {
      watch.completed();
      throw failed;
    }
  }

  /** Next to the wire: what handlers wrap around it does not count. */
  @Override
  public StreamSourceConduit wrap(
      ConduitFactory<StreamSourceConduit> inner, HttpServerExchange exchange) {
    return new WatchedSource(inner.create(), watch);
  }

  @Override
  public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
    try {
      if (connection != null) {
        connection.remove(watch);
      }
      watch.completed();
    } finally {
      next.proceed();
    }
  }
}
