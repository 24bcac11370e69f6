package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import io.undertow.server.ExchangeCompletionListener.NextListener;
import io.undertow.server.HttpServerExchange;

/**
 * Keeps responses that were dropped out of Undertow's access log where they are not to be in it.
 * Where they are, there is nothing to do: the exchange has status 444, and nothing was sent. What
 * is dropped earlier does not come to this log, which is a handler. Stateless. Costs other requests
 * one comparison.
 */
public final class AccessLogAdvice {

  private final Gates gates;

  public AccessLogAdvice(Gates gates) {
    this.gates = gates;
  }

  /**
   * Before the listener with which {@code AccessLogHandler} learns that an exchange is over.
   *
   * @return true if it is to write nothing
   */
  public boolean exchangeEvent(Object listener, HttpServerExchange exchange, NextListener next) {
    if (exchange.getStatusCode() != ServerStatus.DROPPED || gates.writesAccessLog()) {
      return false;
    }
    Verdict verdict = Marks.verdict(exchange);
    if (verdict == null || !verdict.drops()) {
      return false; // The application's own 444, or one that a proxy got.
    }
    next.proceed();
    return true;
  }
}
