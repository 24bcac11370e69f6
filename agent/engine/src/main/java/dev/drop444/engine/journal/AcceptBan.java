package dev.drop444.engine.journal;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A client that was banned when it opened a connection. Immutable. */
public final class AcceptBan implements Entry {

  private final Decision decision;
  private final @Nullable InetAddress peer;

  public AcceptBan(Decision decision, @Nullable InetAddress peer) {
    this.decision = decision;
    this.peer = peer;
  }

  @Override
  public void writeTo(Logger log) {
    log.info(decision.line(null, peer).toString());
  }
}
