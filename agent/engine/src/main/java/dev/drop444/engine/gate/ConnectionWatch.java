package dev.drop444.engine.gate;

/**
 * What the engine wants to hear of one connection. Made by the engine when the connection is
 * opened, kept by the server module beside the connection, and told by advice on the server's
 * threads. Thread-safe; allocates nothing, takes no lock but that of one bin of a map when it is
 * closed, never throws.
 */
public interface ConnectionWatch {

  /**
   * Part of a request head has arrived, and the server waits for the rest. Told again at each part;
   * the first one starts the clock. Not told of a connection that is merely idle.
   *
   * <p>That the head is complete needs no telling: the request gate hears it, for {@link
   * RequestHead#connection} leads here.
   */
  void headIncomplete();

  /** The connection speaks something else from now on (WebSocket); only a ban ends it. */
  void upgraded();

  /** The connection is closed, by whomever. Told any number of times. */
  void closed();
}
