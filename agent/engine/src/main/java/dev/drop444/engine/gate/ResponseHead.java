package dev.drop444.engine.gate;

import org.jspecify.annotations.Nullable;

/**
 * A response of which no byte was sent. Each server module has one adapter that implements it.
 * Confined to the calling thread; what it returns is valid until the gate returns.
 */
public interface ResponseHead {

  /** From 200 to 999. */
  int status();

  /**
   * One of the values of a header field.
   *
   * @param name in lower case; compared without regard to case
   * @param index from 0
   * @return the value, or null if there are not that many
   */
  @Nullable CharSequence header(String name, int index);

  /** What the application threw and the server answers for; null if nothing, or nobody knows. */
  @Nullable Throwable failure();

  /** Whether the body is the server's own default error page, and not the application's. */
  boolean isServerErrorPage();
}
