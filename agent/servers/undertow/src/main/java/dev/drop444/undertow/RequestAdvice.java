package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * The request gate, in front of every handler. Thread-safe.
 *
 * <p>Undertow calls the handler chain through one method, and calls it again for the same exchange
 * whenever a handler dispatches to another thread. Only the first call is a request that arrived.
 * An exchange cannot carry that mark without an allocation, so the thread does: Undertow hands a
 * parsed exchange to its connection and then, on the same thread, to the chain. That holds for
 * pipelined requests too, which are parsed on worker threads.
 */
public final class RequestAdvice implements AutoCloseable {

  private final Gates gates;
  private final HeaderNames headerNames = new HeaderNames();
  private final PrivateMembers members = new PrivateMembers();

  /**
   * The exchange that arrived on this thread and was not dispatched yet, in an array of one: only
   * JDK types, so that a thread does not keep our loader alive after detach.
   */
  @SuppressWarnings("ThreadLocalUsage") // one advice a server copy, as good as static
  private final ThreadLocal<@Nullable Object[]> arrived = new ThreadLocal<>();

  public RequestAdvice(Gates gates) {
    this.gates = gates;
  }

  /** drop444 goes; requests may be on their way. */
  @Override
  public void close() {
    Marks.forgetAll();
  }

  /**
   * Before a connection is told which exchange it serves; null once it is done. Allocates nothing.
   */
  public boolean arrived(Object connection, @Nullable HttpServerExchange exchange) {
    if (exchange != null) {
      Object[] slot = arrived.get();
      if (slot == null) {
        slot = new Object[1];
        arrived.set(slot);
      }
      slot[0] = exchange;
    } else if (connection instanceof HttpServerConnection) {
      Marks.forget((HttpServerConnection) connection);
    }
    return false;
  }

  /** Before {@code Http2ServerConnection.exchangeComplete}, called once for each exchange. */
  public boolean completed(Http2ServerConnection stream, HttpServerExchange exchange) {
    Marks.forget(stream, exchange, members);
    return false;
  }

  /**
   * Before {@code Connectors.executeRootHandler}. Allocates one adapter a request, and what the
   * rules ask it for.
   *
   * @return true if the request was dropped or answered: no handler runs
   */
  @SuppressWarnings("ReferenceEquality") // this exchange, not one like it
  public boolean dispatch(Object handler, HttpServerExchange exchange) {
    Object[] slot = arrived.get();
    if (slot == null || slot[0] != exchange) {
      return false;
    }
    slot[0] = null;
    ServerConnection connection = exchange.getConnection();
    if (Management.isLeftAlone(connection.getWorker(), gates)) {
      return false;
    }
    if (connection instanceof HttpServerConnection) {
      Verdict verdict = judge(exchange);
      if (verdict.drops()) {
        new Http1Drop(exchange, (HttpServerConnection) connection, verdict.closing(), members)
            .begin();
      }
      return verdict.drops() || isAnswered(exchange, verdict);
    }
    if (connection instanceof Http2ServerConnection) {
      Http2Request request = Http2Request.of((Http2ServerConnection) connection, members);
      if (request == null) {
        return false;
      }
      Verdict verdict = judge(exchange);
      if (verdict.drops()) {
        request.drop(exchange, verdict);
      }
      return verdict.drops() || isAnswered(exchange, verdict);
    }
    return false;
  }

  private boolean isAnswered(HttpServerExchange exchange, Verdict verdict) {
    if (verdict.responds()) {
      BareAnswer.send(exchange, verdict, members);
    }
    return verdict.responds();
  }

  private Verdict judge(HttpServerExchange exchange) {
    UndertowRequest request = new UndertowRequest(exchange, headerNames, members);
    Verdict verdict = gates.request(request);
    if (!verdict.drops() && !verdict.responds()) {
      Marks.put(exchange, request, members);
      RequestWatch watch = verdict.watch();
      if (watch != null) {
        BodyWatch.begin(exchange, watch, request.watchedConnection());
      }
    }
    return verdict;
  }
}
