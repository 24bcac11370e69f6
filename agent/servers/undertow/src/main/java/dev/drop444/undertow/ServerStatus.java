package dev.drop444.undertow;

/** What the server's own books show of a dropped request. */
final class ServerStatus {

  /** nginx's "connection closed without response". Never sent. */
  static final int DROPPED = 444;

  private ServerStatus() {}
}
