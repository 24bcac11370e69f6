package dev.drop444.engine.rule;

/**
 * How fast a request body has to come. Immutable.
 *
 * <p>Only the time counts in which the server waited for the client, all waits of a request added
 * up. A body is too slow once that is more than the grace, and fewer bytes have come than the rate
 * asks for in the rest: {@code bytes < rate * (waited - grace)}. So what came early counts in
 * favour of what comes late, and an application that takes its time blames nobody.
 *
 * <p>The models are mod_reqtimeout of Apache httpd ({@code body=10,MinRate=500}: a deadline that
 * each byte moves on) and {@code minRequestDataRate} of Jetty; both let the clock run while the
 * application does not read.
 */
public final class BodyRate {

  private static final double NANOS_A_SECOND = 1e9;

  private final long bytesPerSecond;
  private final long graceNanos;

  BodyRate(long bytesPerSecond, long graceNanos) {
    this.bytesPerSecond = bytesPerSecond;
    this.graceNanos = graceNanos;
  }

  /**
   * Whether a body comes too slowly.
   *
   * @param waitedNanos how long the server has waited for it so far
   * @param bytes how many have come
   */
  public boolean isTooSlow(long waitedNanos, long bytes) {
    long judged = waitedNanos - graceNanos;
    return judged > 0 && bytes < bytesPerSecond * (judged / NANOS_A_SECOND);
  }

  boolean asksForAtLeast(BodyRate other) {
    return bytesPerSecond >= other.bytesPerSecond && graceNanos <= other.graceNanos;
  }
}
