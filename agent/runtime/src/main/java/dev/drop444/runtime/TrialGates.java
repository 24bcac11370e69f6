package dev.drop444.runtime;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import java.net.InetAddress;

/** Stands in until the engine lands: drops what the request header {@code x-drop} asks for. */
final class TrialGates implements Gates {

  private final String denied = System.getProperty("trial.deny", "");
  private final AcceptVerdict refusal =
      Boolean.getBoolean("trial.fin") ? AcceptVerdict.FIN : AcceptVerdict.RST;

  @Override
  public AcceptVerdict accept(InetAddress peer, int localPort) {
    return peer.getHostAddress().equals(denied) ? refusal : AcceptVerdict.PASS;
  }

  @Override
  public Verdict request(RequestHead head) {
    CharSequence asked = head.header("x-drop");
    if (Boolean.getBoolean("trial.trace")) {
      System.err.println(
          "trial: "
              + head.method()
              + " "
              + head.target()
              + " "
              + head.protocol()
              + " host="
              + head.host()
              + " agent="
              + head.header("user-agent")
              + " peer="
              + head.peer()
              + " port="
              + head.localPort()
              + " secure="
              + head.secure()
              + " x-drop="
              + asked);
    }
    if (asked == null) {
      return Verdict.PASS;
    }
    String text = asked.toString();
    return Verdict.drop(
        "trial", text.contains("rst") ? Closing.RST : Closing.FIN, text.contains("connection"));
  }
}
