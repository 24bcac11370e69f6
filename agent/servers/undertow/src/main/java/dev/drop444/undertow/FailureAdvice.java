package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;

/**
 * Keeps what a servlet or filter threw, where Undertow keeps what a handler threw. Stateless.
 * Loaded beside Undertow's servlets, which JBoss Modules keeps apart from its core; that is why the
 * place is Undertow's own.
 */
public final class FailureAdvice {

  @SuppressWarnings("UnusedVariable") // what every advice is made with
  private final Gates gates;

  public FailureAdvice(Gates gates) {
    this.gates = gates;
  }

  /** Before {@code LoggingExceptionHandler.handleThrowable}, the default of all deployments. */
  public boolean thrown(
      Object handler,
      HttpServerExchange exchange,
      Object request,
      Object response,
      Throwable thrown) {
    exchange.putAttachment(DefaultResponseListener.EXCEPTION, thrown);
    return false;
  }
}
