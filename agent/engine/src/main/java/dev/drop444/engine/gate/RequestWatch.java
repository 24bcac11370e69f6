package dev.drop444.engine.gate;

/**
 * What the engine wants to hear of one request that it let pass; see {@link Verdict#watch}. Told by
 * advice on the server's threads. Thread-safe; allocates nothing, takes no lock, never throws.
 */
public interface RequestWatch {

  /**
   * The server has no more of the request body and waits for the client to send it: a thread is
   * about to block in a read, or the application has asked to be called when there is data.
   */
  void bodyAwaited();

  /**
   * Something of the request body has arrived.
   *
   * @param bytes how many since the last call
   */
  void bodyArrived(long bytes);

  /**
   * The request is over: answered, failed, or its connection is gone. Must be told of every watch;
   * told any number of times.
   */
  void completed();
}
