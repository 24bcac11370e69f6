package dev.drop444.engine;

import dev.drop444.engine.client.PresumedProxy;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.journal.AcceptBan;
import dev.drop444.engine.journal.Decision;
import dev.drop444.engine.strike.Offence;
import java.net.InetAddress;

/** A hit on a connection of which nothing was read. */
final class AcceptHit extends Hit {

  AcceptHit(InetAddress peer) {
    super(Gate.ACCEPT, peer, true);
  }

  @Override
  int port() {
    return 0;
  }

  /** One that is not public and was not seen otherwise may be a proxy, and is not banned. */
  @Override
  boolean canBan(Policy policy, Shared shared) {
    InetAddress peer = client();
    return peer != null
        && policy.canBan(peer)
        && (PresumedProxy.isPublic(peer) || policy.mayBanUnseen(peer));
  }

  @Override
  Offence offence() {
    return new Offence(Offence.UNLIKE_ANY, Offence.UNLIKE_ANY);
  }

  /** Refusals are written down by the minute; what is left to say is that there was a ban. */
  @Override
  void writeTo(Shared shared, Policy policy, Decision decision) {
    shared.journal.write(new AcceptBan(decision, client()));
  }
}
