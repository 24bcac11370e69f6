package dev.drop444.engine.connection;

/**
 * Says what is too slow and who has to go, and sees to it. Asked by the sweep on its thread, where
 * it must not block.
 */
public interface Judge {

  /** How long a head may take at least before {@link #head} is asked, in nanoseconds. */
  long shortestHeadNanos();

  /** A head that is not complete after so long; asked again at each sweep. */
  void head(PendingHead head);

  /** A body that a rule wants to be watched; asked again at each sweep, until it is forgotten. */
  void body(PendingBody body);

  /** Any open connection, after {@link OpenConnections#review}. */
  void review(TrackedConnection connection);
}
