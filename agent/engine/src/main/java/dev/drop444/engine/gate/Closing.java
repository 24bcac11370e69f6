package dev.drop444.engine.gate;

/** How an HTTP/1 connection of a dropped request ends. Either way without a byte of response. */
public enum Closing {
  /**
   * FIN at once; then what the client still sends is read and thrown away, at most {@link
   * #DRAIN_BYTES} and {@link #DRAIN_MILLIS}, and the socket is closed. Without the drain the kernel
   * would answer unread input with RST (RFC 9112 section 9.6), so a GET and a POST would end
   * differently.
   */
  FIN,
  /** RST at once ({@code SO_LINGER 0}). */
  RST;

  /** How much of a dropped request's body is read before giving up, in bytes. */
  public static final int DRAIN_BYTES = 1 << 20;

  /** How long a dropped connection may stay half-closed to be drained, in milliseconds. */
  public static final int DRAIN_MILLIS = 2_000;
}
