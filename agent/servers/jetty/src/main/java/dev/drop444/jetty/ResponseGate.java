package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.Connections;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.util.Callback;

/** Asks the response gate about a head that is about to be sent, and sends a bare answer. */
final class ResponseGate {

  private final Gates gates;
  private final Connections connections;
  private final PrivateMembers members;

  ResponseGate(Gates gates, Connections connections, PrivateMembers members) {
    this.gates = gates;
    this.connections = connections;
    this.members = members;
  }

  /**
   * Whether a head is worth asking about; nothing is looked up and nothing allocated for it.
   *
   * @param response null for a part of a body
   */
  boolean looksAt(MetaData.@org.jspecify.annotations.Nullable Response response) {
    return response != null
        && response.getStatus() >= 200
        && gates.looksAt(response.getStatus())
        // Our own, sent in place of one that was judged.
        && !(response instanceof BareAnswer);
  }

  /** The gate's verdict about a head of a request that was dispatched. */
  Verdict judge(HttpChannelState channel, MetaData.Response response) {
    Request sent = channel.getRequest();
    // What Jetty refuses before any handler has it is a matter of the malformed gate alone.
    return sent == null || Marks.isRefused(sent)
        ? Verdict.PASS
        : gates.response(
            new JettyRequest(sent, connections),
            new JettyResponse(response, sent, channel, members));
  }

  /**
   * Sends a bare answer in place of the head and of the body.
   *
   * @param stream Jetty's own
   */
  void answer(
      Verdict verdict,
      HttpStream stream,
      HttpChannelState channel,
      MetaData.Request request,
      MetaData.Response instead,
      Callback callback) {
    channel.addHttpStreamWrapper(next -> new AnsweredStream(next, verdict, true));
    members.setLoggedStatus(channel, verdict.status());
    stream.send(request, BareAnswer.of(verdict, instead, stream), true, null, callback);
  }
}
