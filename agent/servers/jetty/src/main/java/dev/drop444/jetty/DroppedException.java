package dev.drop444.jetty;

import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;

/**
 * Jetty's own way to end an exchange without a response: it sends no error page and logs nothing.
 * New for each drop, since Jetty attaches suppressed exceptions; without a stack trace, which
 * nobody sees and which would cost more than the rest of the drop.
 */
final class DroppedException extends Request.Handler.AbortException implements QuietException {

  private static final long serialVersionUID = 1L;

  DroppedException() {
    super("dropped");
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
