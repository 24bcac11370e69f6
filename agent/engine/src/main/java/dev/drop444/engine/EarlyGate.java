package dev.drop444.engine;

import dev.drop444.engine.early.EarlyHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.reuse.Spares;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The early look: has the request gate decide about what it is sure to drop, before the server has
 * read a byte of it. Has no rules of its own. Thread-safe; allocates nothing for what passes and
 * takes no lock.
 */
final class EarlyGate {

  private final Policy policy;
  private final Shared shared;
  private final RequestGate requests;
  private final Spares<EarlyHead> heads = new Spares<>(EarlyHead::new);

  EarlyGate(Policy policy, Shared shared, RequestGate requests) {
    this.policy = policy;
    this.shared = shared;
    this.requests = requests;
  }

  /** See {@link dev.drop444.engine.gate.Gates#looksEarly}. */
  boolean isOpen() {
    switch (policy.earlyLook) {
      case ALWAYS:
        return true;
      case FLOODS:
        return shared.flood.isOn();
      default:
        return false;
    }
  }

  /** See {@link dev.drop444.engine.gate.Gates#early}. */
  Verdict decide(InetAddress peer, int localPort, ByteBuffer read) {
    if (read.limit() == read.capacity()) {
      return Verdict.PASS;
    }
    EarlyHead head = heads.take();
    try {
      return head.read(peer, localPort, read) && requests.isSureToDrop(head)
          ? requests.decide(head)
          : Verdict.PASS;
    } finally {
      head.forget();
      heads.give(head);
    }
  }
}
