package dev.drop444.attach;

/** A JVM that cannot be had. The message is for the operator: what is wrong, and the way out. */
public final class AttachException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Failure failure;

  AttachException(Failure failure, String message) {
    super(message);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
