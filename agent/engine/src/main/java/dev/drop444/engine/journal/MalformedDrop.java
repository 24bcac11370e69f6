package dev.drop444.engine.journal;

import dev.drop444.engine.gate.Malformation;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Something malformed that was dropped, or would have been. Immutable. */
public final class MalformedDrop extends DecisionEntry {

  /** In characters, before escaping. */
  static final int MAX_EXCERPT = 512;

  private final Malformation kind;
  private final @Nullable InetAddress peer;
  private final int port;
  private final @Nullable Excerpt excerpt;

  /**
   * Takes down what is known while it can be read.
   *
   * @param port at which it arrived, 0 if unknown
   * @param excerpt of what arrived, null if nothing is known
   */
  public MalformedDrop(
      Decision decision,
      Malformation kind,
      @Nullable InetAddress peer,
      int port,
      @Nullable CharSequence excerpt) {
    super(decision);
    this.kind = kind;
    this.peer = peer;
    this.port = port;
    this.excerpt = Excerpt.ofNullable(excerpt, MAX_EXCERPT);
  }

  @Override
  public void describe(LogLine line) {
    decision
        .describe(line, kind.key(), peer)
        .numberOrAbsent("port", port, 0)
        .textOrAbsent("excerpt", excerpt);
  }
}
