package dev.drop444.undertow;

import dev.drop444.engine.gate.Verdict;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.AttachmentKey;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What advice leaves on exchanges and connections for later advice. The application cannot see it:
 * attachments are found by their keys only. Confined to the thread that has the exchange.
 */
final class Marks {

  private static final AttachmentKey<Verdict> VERDICT = AttachmentKey.create(Verdict.class);
  private static final AttachmentKey<UndertowRequest> REQUEST =
      AttachmentKey.create(UndertowRequest.class);
  private static final AttachmentKey<Boolean> UNKNOWN_VERSION = AttachmentKey.create(Boolean.class);

  /**
   * On a connection: an exchange and its request, or twice null. An array, so that an idle
   * connection holds only types of the JDK, and does not keep our loader alive after detach; {@link
   * #forgetAll} sees to those that are not idle.
   */
  private static final AttachmentKey<@Nullable Object[]> SERVED =
      AttachmentKey.create(Object[].class);

  /** What {@link #SERVED} is on all connections; written once a connection. */
  private static final Set<@Nullable Object[]> ALL_SERVED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private static volatile boolean over;

  private static final int EXCHANGE = 0;
  private static final int SEEN = 1;

  private Marks() {}

  /** Keeps a verdict that does not pass; no other gate is asked about this exchange. */
  static void put(HttpServerExchange exchange, Verdict verdict) {
    exchange.putAttachment(VERDICT, verdict);
  }

  /** How the exchange was judged, null if it passes. Costs a look-up in a small map, if any. */
  static @Nullable Verdict verdict(HttpServerExchange exchange) {
    return exchange.getAttachment(VERDICT);
  }

  /**
   * Keeps a request as it was when it arrived; handlers and servlets may change its target. A
   * connection of HTTP/1 keeps the one that it serves in the same place each time, so that only its
   * first one allocates.
   */
  static void put(HttpServerExchange exchange, UndertowRequest request) {
    ServerConnection connection = exchange.getConnection();
    if (!(connection instanceof HttpServerConnection)) {
      exchange.putAttachment(REQUEST, request);
      return;
    }
    Object[] served = connection.getAttachment(SERVED);
    if (served == null) {
      served = new Object[2];
      ALL_SERVED.add(served);
      connection.putAttachment(SERVED, served);
    }
    served[EXCHANGE] = exchange;
    served[SEEN] = request;
    if (over) {
      empty(served);
    }
  }

  /** The request as it was, null if nobody has seen it arrive. */
  @SuppressWarnings("ReferenceEquality") // this exchange, not one like it
  static @Nullable UndertowRequest request(HttpServerExchange exchange) {
    ServerConnection connection = exchange.getConnection();
    if (!(connection instanceof HttpServerConnection)) {
      return exchange.getAttachment(REQUEST);
    }
    Object[] served = connection.getAttachment(SERVED);
    return served == null || served[EXCHANGE] != exchange ? null : (UndertowRequest) served[SEEN];
  }

  /** The version that was sent is none that Undertow speaks, whatever it has made of it. */
  static void putUnknownVersion(HttpServerExchange exchange) {
    exchange.putAttachment(UNKNOWN_VERSION, true);
  }

  static boolean isUnknownVersion(HttpServerExchange exchange) {
    return exchange.getAttachment(UNKNOWN_VERSION) != null;
  }

  /** A connection of HTTP/1 is done with the exchange that it served. */
  static void forget(HttpServerConnection connection) {
    Object[] served = connection.getAttachment(SERVED);
    if (served != null) {
      empty(served);
    }
  }

  /**
   * drop444 goes, and nobody tells us any more that an exchange is done. Its connection may stay
   * open for hours.
   */
  static void forgetAll() {
    over = true;
    synchronized (ALL_SERVED) {
      ALL_SERVED.forEach(Marks::empty);
    }
  }

  private static void empty(@Nullable Object[] served) {
    served[EXCHANGE] = null;
    served[SEEN] = null;
  }
}
