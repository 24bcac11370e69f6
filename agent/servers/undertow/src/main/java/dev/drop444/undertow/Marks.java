package dev.drop444.undertow;

import dev.drop444.engine.gate.Verdict;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.AttachmentKey;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What advice leaves on exchanges and connections for later advice. The application cannot see it:
 * attachments are found by their keys only. Confined to the thread that has the exchange.
 *
 * <p>Exchanges and connections may stay for hours after drop444 has gone: idle connections, and the
 * last exchange of each idle worker thread, which JBoss Threads keeps on its stack. So all that
 * hangs on them is of types of the JDK, keys included, and {@link #forgetAll} empties it.
 */
final class Marks {

  private static final AttachmentKey<Boolean> UNKNOWN_VERSION = AttachmentKey.create(Boolean.class);

  /**
   * An exchange and what is known of it. HTTP/1 has one on its connection, for all its exchanges
   * one after the other; HTTP/2 one on each exchange.
   */
  private static final AttachmentKey<@Nullable Object[]> SERVED =
      AttachmentKey.create(Object[].class);

  /** On a connection of HTTP/2: what {@link #SERVED} is on its exchanges, until they are done. */
  @SuppressWarnings("rawtypes") // a key knows a class only
  private static final AttachmentKey<Set> STREAMS = AttachmentKey.create(Set.class);

  /** What {@link #SERVED} is on all connections of HTTP/1; written once a connection. */
  private static final Set<@Nullable Object[]> ALL_SERVED = weak();

  /** All connections of HTTP/2 that have {@link #STREAMS}; written once a connection. */
  private static final Set<Http2Channel> ALL_CHANNELS = weak();

  private static volatile boolean over;

  private static final int EXCHANGE = 0;
  private static final int SEEN = 1;
  private static final int VERDICT = 2;

  /** Not null if the exchange is over because the engine has ended its connection. */
  private static final int ENDED = 3;

  private static final int PARTS = 4;

  private Marks() {}

  private static <T> Set<T> weak() {
    return Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  }

  /** Keeps a verdict that does not pass; no other gate is asked about this exchange. */
  static void put(HttpServerExchange exchange, Verdict verdict, PrivateMembers members) {
    put(exchange, VERDICT, verdict, members);
  }

  /**
   * Keeps a request as it was when it arrived; handlers and servlets may change its target. A
   * connection of HTTP/1 keeps the one that it serves in the same place each time, so that only its
   * first one allocates.
   */
  static void put(HttpServerExchange exchange, UndertowRequest request, PrivateMembers members) {
    put(exchange, SEEN, request, members);
  }

  private static void put(
      HttpServerExchange exchange, int part, Object value, PrivateMembers members) {
    @Nullable Object[] served = served(exchange);
    if (served == null) {
      served = make(exchange, members);
    }
    served[part] = value;
    // What was stored must be seen by whom we do not see.
    VarHandle.fullFence();
    if (over) {
      empty(served);
    }
  }

  private static @Nullable Object[] make(HttpServerExchange exchange, PrivateMembers members) {
    ServerConnection connection = exchange.getConnection();
    @Nullable Object[] served = null;
    if (connection instanceof HttpServerConnection) {
      served = connection.getAttachment(SERVED);
      if (served == null) {
        served = new @Nullable Object[PARTS];
        ALL_SERVED.add(served);
        connection.putAttachment(SERVED, served);
      }
    } else {
      served = new @Nullable Object[PARTS];
      exchange.putAttachment(SERVED, served);
      if (connection instanceof Http2ServerConnection) {
        streams(members.channel((Http2ServerConnection) connection)).add(served);
      }
    }
    empty(served);
    served[EXCHANGE] = exchange;
    return served;
  }

  @SuppressWarnings("unchecked") // nobody else has the key
  private static Set<@Nullable Object[]> streams(Http2Channel channel) {
    Set<@Nullable Object[]> streams = channel.getAttachment(STREAMS);
    if (streams != null) {
      return streams;
    }
    synchronized (ALL_CHANNELS) {
      streams = channel.getAttachment(STREAMS);
      if (streams == null) {
        streams = ConcurrentHashMap.newKeySet();
        ALL_CHANNELS.add(channel);
        channel.putAttachment(STREAMS, streams);
      }
      return streams;
    }
  }

  /** What is kept of this exchange, null if nothing is. */
  @SuppressWarnings("ReferenceEquality") // this exchange, not one like it
  private static @Nullable Object @Nullable [] served(HttpServerExchange exchange) {
    ServerConnection connection = exchange.getConnection();
    @Nullable Object[] served =
        connection instanceof HttpServerConnection
            ? connection.getAttachment(SERVED)
            : exchange.getAttachment(SERVED);
    return served == null || served[EXCHANGE] != exchange ? null : served;
  }

  /** How the exchange was judged, null if it passes. Costs a look-up in a small map, if any. */
  static @Nullable Verdict verdict(HttpServerExchange exchange) {
    @Nullable Object[] served = served(exchange);
    return served == null ? null : (Verdict) served[VERDICT];
  }

  /** The request as it was, null if nobody has seen it arrive. */
  static @Nullable UndertowRequest request(HttpServerExchange exchange) {
    @Nullable Object[] served = served(exchange);
    return served == null ? null : (UndertowRequest) served[SEEN];
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
    @Nullable Object[] served = connection.getAttachment(SERVED);
    if (served != null) {
      empty(served);
    }
  }

  /** A connection of HTTP/2 is done with an exchange. */
  static void forget(
      Http2ServerConnection stream, HttpServerExchange exchange, PrivateMembers members) {
    @Nullable Object[] served = exchange.getAttachment(SERVED);
    if (served != null) {
      streams(members.channel(stream)).remove(served);
      if (isEnded((UndertowRequest) served[SEEN])) {
        served[ENDED] = true;
        VarHandle.releaseFence();
      }
      empty(served);
    }
  }

  /**
   * Whether the engine has ended the connection of an exchange of HTTP/2. The exchange may be over
   * by now, and the application not know that.
   */
  static boolean isEnded(HttpServerExchange exchange) {
    @Nullable Object[] served = exchange.getAttachment(SERVED);
    if (served == null || isEnded((UndertowRequest) served[SEEN])) {
      return served != null;
    }
    VarHandle.acquireFence();
    return served[ENDED] != null;
  }

  private static boolean isEnded(@Nullable UndertowRequest seen) {
    WatchedConnection connection = seen == null ? null : seen.watchedConnection();
    return connection != null && connection.isEnded();
  }

  /** drop444 goes, and nobody tells us any more that an exchange is done. */
  static void forgetAll() {
    over = true;
    synchronized (ALL_SERVED) {
      ALL_SERVED.forEach(Marks::empty);
    }
    synchronized (ALL_CHANNELS) {
      for (Http2Channel channel : ALL_CHANNELS) {
        Collection<@Nullable Object[]> streams = streams(channel);
        streams.forEach(Marks::empty);
        streams.clear();
      }
    }
  }

  private static void empty(@Nullable Object[] served) {
    served[EXCHANGE] = null;
    served[SEEN] = null;
    served[VERDICT] = null;
  }
}
