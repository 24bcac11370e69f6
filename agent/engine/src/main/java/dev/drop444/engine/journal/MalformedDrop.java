package dev.drop444.engine.journal;

import dev.drop444.engine.gate.Malformation;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Something malformed that was dropped, or would have been. Immutable. */
public final class MalformedDrop implements Entry {

  /** In characters, before escaping. */
  static final int MAX_EXCERPT = 512;

  private final Decision decision;
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
    this.decision = decision;
    this.kind = kind;
    this.peer = peer;
    this.port = port;
    this.excerpt = Excerpt.ofNullable(excerpt, MAX_EXCERPT);
  }

  @Override
  public void writeTo(Logger log) {
    LogLine line = decision.line(kind.key(), peer);
    line.word("port", port == 0 ? "-" : port).text("excerpt", excerpt);
    log.info(line.toString());
  }
}
