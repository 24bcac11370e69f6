package dev.drop444.tomcat;

import java.io.IOException;

/**
 * What Tomcat is told instead of why it refuses: for its connectors an IOException is a client that
 * has gone, which is neither answered nor logged.
 */
final class Dropped extends IOException {

  private static final long serialVersionUID = 1;

  Dropped() {
    super("dropped");
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
