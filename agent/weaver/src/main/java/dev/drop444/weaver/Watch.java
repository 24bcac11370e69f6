package dev.drop444.weaver;

/** Whom the weaver tells what it did and what failed. Thread-safe; implementations never throw. */
public interface Watch {

  /** A server was found and is guarded from now on. */
  void guarded(String component, String version);

  /** A server was found and is left as it is. */
  void leftAlone(String component, String version, String reason);

  /**
   * Something of ours failed; the server was not affected.
   *
   * @param where the hook or the class
   */
  void failed(String where, Throwable failure);
}
