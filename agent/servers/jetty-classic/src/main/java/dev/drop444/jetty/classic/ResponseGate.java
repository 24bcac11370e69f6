package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.CallStack;
import dev.drop444.jetty.io.Connections;
import dev.drop444.jetty.io.Malformations;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of a head that is about to be sent: what was decided when its request came, or
 * else what the response gate says. Shared; stateless.
 */
public final class ResponseGate {

  /** What the server's request log shows; never sent (nginx's name for a dropped request). */
  static final int STATUS_IN_REQUEST_LOG = 444;

  private final Gates gates;
  private final Connections connections;
  private final Heads heads;
  private final Exchanges exchanges;
  private final FieldLists lists = new FieldLists();
  private final VarHandle committed;

  /**
   * A gate.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside; it then answers as ever
   */
  public ResponseGate(Gates gates, Connections connections, Heads heads, Exchanges exchanges)
      throws ReflectiveOperationException {
    this.gates = gates;
    this.connections = connections;
    this.heads = heads;
    this.exchanges = exchanges;
    this.committed =
        MethodHandles.privateLookupIn(HttpChannel.class, MethodHandles.lookup())
            .findVarHandle(HttpChannel.class, "_committedMetaData", MetaData.Response.class);
  }

  /**
   * Whether a head is worth asking about; nothing is looked up and nothing allocated for it.
   *
   * @param response null for a part of a body
   */
  boolean looksAt(MetaData.@Nullable Response response) {
    return response != null
        && response.getStatus() >= 200
        && response.getStatus() <= 999
        && (gates.looksAt(response.getStatus()) || exchanges.hasAnswers());
  }

  /** What becomes of a head. */
  Verdict judge(HttpChannel channel, MetaData.Response response) {
    Verdict decided = exchanges.takeAnswer(channel);
    if (decided != null) {
      return decided;
    }
    Request request = channel.getRequest();
    ClassicRequest head = ClassicRequest.of(request, heads, channel.getEndPoint(), connections);
    // What Jetty refuses before any handler has it is a matter of the malformed gate alone.
    if (head == null || !gates.looksAt(response.getStatus()) || isRefusal(response)) {
      return Verdict.PASS;
    }
    return gates.response(head, new ClassicResponse(response, request));
  }

  /** Gives what is dropped a status of its own in the server's request log. */
  void logAsDropped(@Nullable HttpChannel channel, MetaData.Response response) {
    if (channel != null) {
      committed.set(
          channel,
          new MetaData.Response(
              response.getHttpVersion(), STATUS_IN_REQUEST_LOG, response.getFields()));
    }
  }

  /** What is sent in place of a head; logged as it is sent. */
  BareAnswer answer(Verdict verdict, HttpChannel channel, MetaData.Response instead) {
    BareAnswer answer = BareAnswer.of(verdict, instead, lists);
    committed.set(channel, answer);
    return answer;
  }

  /**
   * Whether Jetty answers what no handler has got. Looks at the stack, and only for the few
   * statuses of such answers: Jetty notes that a request was handled when the servlet returns, and
   * its head may be sent long before.
   */
  private static boolean isRefusal(MetaData.Response response) {
    return Malformations.of(response.getStatus(), null, false) != null
        && CallStack.has(HttpChannel.class, "onBadMessage");
  }
}
