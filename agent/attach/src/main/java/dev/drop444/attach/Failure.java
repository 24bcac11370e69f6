package dev.drop444.attach;

/** Why a JVM cannot be had, each with an exit status of its own. */
public enum Failure {
  /** There is no such process, it is no JVM, or no JVM has such a name. */
  NO_SUCH_JVM(3),
  /** More than one JVM has such a name. */
  AMBIGUOUS(4),
  /** The process belongs to somebody else. */
  NOT_PERMITTED(5),
  /** The process runs in a container, where our jar is not. */
  IN_CONTAINER(6),
  /** The JVM was started so that nobody can attach. */
  REFUSED(7),
  /** The Java that runs the command lacks {@code jdk.attach}. */
  NO_ATTACH_MODULE(8),
  /** The JVM does not answer, or drop444 failed inside it. */
  FAILED(9),
  /** No drop444 runs there, or one that is too old for what is wanted. */
  NOT_GUARDED(10),
  /** The JVM has no local management (JMX). */
  NO_MANAGEMENT(11);

  private final int status;

  Failure(int status) {
    this.status = status;
  }

  /** The exit status of the command. */
  public int status() {
    return status;
  }
}
