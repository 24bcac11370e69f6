package dev.drop444.report;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A log that cannot be read; the message names it and says why, in a form for the operator. */
public final class UnreadableLogException extends IOException {

  private static final long serialVersionUID = 1L;

  /** A log as the operator named it, and what is wrong with it. */
  public UnreadableLogException(String name, String reason, @Nullable Throwable cause) {
    super(name + ": " + reason, cause);
  }
}
