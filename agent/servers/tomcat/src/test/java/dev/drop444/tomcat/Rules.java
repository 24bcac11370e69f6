package dev.drop444.tomcat;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine for tests: the path says what happens, and what was read of the head is kept. */
final class Rules implements Gates {

  volatile AcceptVerdict accept = AcceptVerdict.PASS;
  final List<String> seen = new CopyOnWriteArrayList<>();

  @Override
  public AcceptVerdict accept(InetAddress peer, int localPort) {
    return peer.isLoopbackAddress() && localPort > 0 ? accept : AcceptVerdict.PASS;
  }

  @Override
  public Verdict request(RequestHead head) {
    String path = head.target().toString();
    seen.add(
        String.join(
            " ",
            head.protocol().text(),
            head.method(),
            path,
            String.valueOf(head.host()),
            String.valueOf(head.header("x-tag")),
            String.valueOf(head.header("x-tag", 1)),
            String.valueOf(head.header("x-none")),
            String.valueOf(head.peer()),
            head.secure() ? "secure" : "plain"));
    if (path.startsWith("/fin")) {
      return Verdict.drop("fin", Closing.FIN, false);
    }
    if (path.startsWith("/rst")) {
      return Verdict.drop("rst", Closing.RST, false);
    }
    if (path.startsWith("/connection")) {
      return Verdict.drop("connection", Closing.FIN, true);
    }
    return Verdict.PASS;
  }
}
