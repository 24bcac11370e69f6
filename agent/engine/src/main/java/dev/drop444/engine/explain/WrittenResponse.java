package dev.drop444.engine.explain;

import dev.drop444.engine.gate.ResponseHead;
import org.jspecify.annotations.Nullable;

/** A response as somebody writes it on a command line: a status, and nothing else. Immutable. */
public final class WrittenResponse implements ResponseHead {

  private final int status;

  /**
   * A response.
   *
   * @param status from 200 to 599
   */
  public WrittenResponse(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    return null;
  }

  @Override
  public @Nullable Throwable failure() {
    return null;
  }

  @Override
  public boolean isServerErrorPage() {
    return false;
  }
}
