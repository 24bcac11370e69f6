package dev.drop444.jetty;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Gates that say what the test wants, and count how often they are asked. */
final class TrialGates implements Gates {

  final AtomicInteger requests = new AtomicInteger();
  volatile AcceptVerdict accept = AcceptVerdict.PASS;
  volatile Function<RequestHead, Verdict> request = head -> Verdict.PASS;

  @Override
  public AcceptVerdict accept(InetAddress peer, int localPort) {
    return accept;
  }

  @Override
  public Verdict request(RequestHead head) {
    requests.incrementAndGet();
    return request.apply(head);
  }
}
