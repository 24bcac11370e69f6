package dev.drop444.undertow;

import java.lang.ref.WeakReference;

/** What is known of a listening socket of XNIO's. Thread-safe. Loaded beside XNIO. */
final class Listener {

  private final WeakReference<Object> server;
  private volatile boolean speaksHttp;
  private volatile boolean givesBack;

  Listener(Object server) {
    this.server = new WeakReference<>(server);
  }

  @SuppressWarnings("ReferenceEquality") // this server, not one like it
  boolean isOf(Object other) {
    return server.get() == other;
  }

  boolean isGone() {
    return server.get() == null;
  }

  /** Whether all its connections go to HTTP/1 in the clear, as far as others know. */
  boolean speaksHttp() {
    return speaksHttp;
  }

  void setSpeaksHttp(boolean speaks) {
    if (speaksHttp != speaks) {
      speaksHttp = speaks;
    }
  }

  /** Whether a connection of it came by where bytes are given back. */
  boolean givesBack() {
    return givesBack;
  }

  void setGivesBack() {
    givesBack = true;
  }
}
