package dev.drop444.engine.journal;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/** A request that came too slowly and was ended, or would have been. Immutable. */
public final class SlowDrop extends DecisionEntry {

  /** What was too slow. */
  public enum Part {
    HEAD("head"),
    BODY("body");

    private final String word;

    Part(String word) {
      this.word = word;
    }
  }

  private static final long UNKNOWN = -1;

  private final Part part;
  private final InetAddress peer;
  private final int port;
  private final long seconds;
  private final long bytes;

  private SlowDrop(
      Decision decision, Part part, InetAddress peer, int port, long waitedNanos, long bytes) {
    super(decision);
    this.part = part;
    this.peer = peer;
    this.port = port;
    this.seconds = TimeUnit.NANOSECONDS.toSeconds(waitedNanos);
    this.bytes = bytes;
  }

  /**
   * A head of which something is missing.
   *
   * @param port at which it arrived, 0 if unknown
   * @param waitedNanos since it began
   */
  public static SlowDrop head(Decision decision, InetAddress peer, int port, long waitedNanos) {
    return new SlowDrop(decision, Part.HEAD, peer, port, waitedNanos, UNKNOWN);
  }

  /**
   * A body.
   *
   * @param port at which it arrived, 0 if unknown
   * @param waitedNanos how long the server has waited for the client
   * @param bytes how many of the body have come
   */
  public static SlowDrop body(
      Decision decision, InetAddress peer, int port, long waitedNanos, long bytes) {
    return new SlowDrop(decision, Part.BODY, peer, port, waitedNanos, bytes);
  }

  @Override
  public void describe(LogLine line) {
    decision
        .describe(line, null, peer)
        .numberOrAbsent("port", port, 0)
        .word("what", part.word)
        .number("seconds", seconds)
        .numberOrAbsent("bytes", bytes, UNKNOWN);
  }
}
