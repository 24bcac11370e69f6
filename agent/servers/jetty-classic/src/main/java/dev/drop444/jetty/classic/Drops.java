package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.HttpTransport;
import org.jspecify.annotations.Nullable;

/**
 * What has been dropped, but is not over yet. Shared by all advice beside one copy of Jetty.
 * Thread-safe; where nothing is being dropped, a question costs a read.
 */
public final class Drops {

  /** Heads that Jetty's parser is still busy with: until it returns. */
  private final Map<HttpConnection, Verdict> inParser = new ConcurrentHashMap<>();

  /** Exchanges that an application has; until it and Jetty are done with them. */
  private final Map<HttpTransport, DroppedExchange> exchanges = new ConcurrentHashMap<>();

  public Drops(Gates gates) {}

  /** Has a connection ended as soon as Jetty's parser returns. */
  void endAfterParsing(HttpConnection connection, Verdict verdict) {
    inParser.put(connection, verdict);
  }

  boolean isInParser(HttpConnection connection) {
    return !inParser.isEmpty() && inParser.containsKey(connection);
  }

  /** How a connection is to end whose parser has returned; null if it is not. */
  @Nullable Verdict takeFromParser(HttpConnection connection) {
    return inParser.isEmpty() ? null : inParser.remove(connection);
  }

  void add(HttpTransport transport, DroppedExchange exchange) {
    exchanges.put(transport, exchange);
  }

  /** The exchange on a transport, null if it was not dropped. */
  @Nullable DroppedExchange exchange(HttpTransport transport) {
    return exchanges.isEmpty() ? null : exchanges.get(transport);
  }

  /** The same. Taken away. */
  @Nullable DroppedExchange takeExchange(HttpTransport transport) {
    return exchanges.isEmpty() ? null : exchanges.remove(transport);
  }
}
