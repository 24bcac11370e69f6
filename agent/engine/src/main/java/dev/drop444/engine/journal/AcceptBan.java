package dev.drop444.engine.journal;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A client that was banned when it opened a connection. Immutable. */
public final class AcceptBan extends DecisionEntry {

  private final @Nullable InetAddress peer;

  public AcceptBan(Decision decision, @Nullable InetAddress peer) {
    super(decision);
    this.peer = peer;
  }

  @Override
  public void describe(LogLine line) {
    decision.describe(line, null, peer);
  }
}
