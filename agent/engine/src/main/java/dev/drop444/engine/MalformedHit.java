package dev.drop444.engine;

import dev.drop444.engine.client.PresumedProxy;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.journal.Decision;
import dev.drop444.engine.journal.MalformedDrop;
import dev.drop444.engine.request.Fingerprint;
import dev.drop444.engine.strike.Offence;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A hit on what a server's own parser refuses. */
final class MalformedHit extends Hit {

  private final int port;
  private final Malformation kind;
  private final @Nullable CharSequence excerpt;

  MalformedHit(
      @Nullable InetAddress peer, int port, Malformation kind, @Nullable CharSequence excerpt) {
    super(Gate.MALFORMED, peer, true);
    this.port = port;
    this.kind = kind;
    this.excerpt = excerpt;
  }

  @Override
  int port() {
    return port;
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
    long print = excerpt == null ? Offence.UNLIKE_ANY : Fingerprint.of(excerpt);
    return new Offence(print, print);
  }

  @Override
  void writeTo(Shared shared, Policy policy, Decision decision) {
    shared.journal.write(new MalformedDrop(decision, kind, client(), port, excerpt));
  }
}
