package dev.drop444.engine;

import dev.drop444.engine.early.EarlyHead;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.reuse.Spares;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The early look: has the request gate and the malformed gate decide about what they are sure to
 * drop, before the server has read a byte of it. Has no rules of its own. Thread-safe; allocates
 * nothing for what passes and takes no lock.
 */
final class EarlyGate {

  private final Policy policy;
  private final Shared shared;
  private final Counters counters;
  private final RequestGate requests;
  private final MalformedGate malformed;
  private final Spares<EarlyHead> heads = new Spares<>(EarlyHead::new);

  EarlyGate(
      Policy policy,
      Shared shared,
      Counters counters,
      RequestGate requests,
      MalformedGate malformed) {
    this.policy = policy;
    this.shared = shared;
    this.counters = counters;
    this.requests = requests;
    this.malformed = malformed;
  }

  /** See {@link dev.drop444.engine.gate.Gates#looksEarly}. */
  boolean isOpen() {
    if (shared.leaving) {
      return false;
    }
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
    Verdict verdict = decideAll(peer, localPort, read);
    if (verdict.drops()) {
      counters.early.increment();
    }
    return verdict;
  }

  private Verdict decideAll(InetAddress peer, int localPort, ByteBuffer read) {
    EarlyHead head = heads.take();
    try {
      switch (head.read(peer, localPort, read)) {
        case REQUEST:
          return requests.isSureToDrop(head) ? requests.decide(head) : Verdict.PASS;
        case SURPLUS_WORDS:
          return malformed.isSureToDrop(peer, localPort, Malformation.SYNTAX)
              ? malformed.decide(peer, localPort, Malformation.SYNTAX, head.requestLine())
              : Verdict.PASS;
        default:
          return Verdict.PASS;
      }
    } finally {
      head.forget();
      heads.give(head);
    }
  }
}
