package dev.drop444.undertow;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An engine for tests: drops what is malformed, or not, and keeps what it was asked. */
final class Rules implements Gates {

  static final Verdict FIN = Verdict.drop("malformed", Closing.FIN, false);
  static final Verdict RST = Verdict.drop("malformed", Closing.RST, false);
  static final Verdict CONNECTION = Verdict.drop("malformed", Closing.FIN, true);

  volatile Verdict malformed = Verdict.PASS;
  volatile Verdict request = Verdict.PASS;

  /** Each malformed request: kind and excerpt. */
  final List<String> refused = new CopyOnWriteArrayList<>();

  /** Each well-formed request: method and target, then its fields. */
  final List<String> seen = new CopyOnWriteArrayList<>();

  @Override
  public AcceptVerdict accept(InetAddress peer, int localPort) {
    return AcceptVerdict.PASS;
  }

  @Override
  public Verdict request(RequestHead head) {
    StringBuilder text = new StringBuilder(head.method()).append(' ').append(head.target());
    head.fields(
        (name, value) -> {
          text.append('|').append(name).append(':').append(value);
          return true;
        });
    seen.add(text.toString());
    return request;
  }

  @Override
  public Verdict malformed(
      @Nullable InetAddress peer,
      int localPort,
      Malformation what,
      @Nullable CharSequence excerpt) {
    if (peer == null || !peer.isLoopbackAddress() || localPort == 0) {
      refused.add("address unknown");
    }
    refused.add(what + (excerpt == null ? "" : " " + excerpt));
    return malformed;
  }
}
