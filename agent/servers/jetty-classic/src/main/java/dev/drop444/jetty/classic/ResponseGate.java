package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.Connections;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Asks the response gate about a head that is about to be sent. Shared; stateless. */
public final class ResponseGate {

  /** What the server's request log shows; never sent (nginx's name for a dropped request). */
  private static final int STATUS_IN_REQUEST_LOG = 444;

  private final Gates gates;
  private final Connections connections;
  private final Heads heads;
  private final VarHandle committed;

  /**
   * A gate.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside; it then answers as ever
   */
  public ResponseGate(Gates gates, Connections connections, Heads heads)
      throws ReflectiveOperationException {
    this.gates = gates;
    this.connections = connections;
    this.heads = heads;
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
        && gates.looksAt(response.getStatus());
  }

  /** The gate's verdict about a head; what it drops is logged with a status of its own. */
  Verdict judge(HttpChannel channel, MetaData.Response response) {
    Request request = channel.getRequest();
    ClassicRequest head = ClassicRequest.of(request, heads, channel.getEndPoint(), connections);
    // What Jetty refuses before any handler has it is a matter of the malformed gate alone.
    if (head == null || !wasDispatched(request)) {
      return Verdict.PASS;
    }
    Verdict verdict = gates.response(head, new ClassicResponse(response, request));
    if (verdict.drops()) {
      committed.set(
          channel,
          new MetaData.Response(
              response.getHttpVersion(), STATUS_IN_REQUEST_LOG, response.getFields()));
    }
    return verdict;
  }

  /** Jetty takes the mark of a handled request away when it dispatches to an error page. */
  private static boolean wasDispatched(Request request) {
    return request.isHandled()
        || request.getAttribute("javax.servlet.error.status_code") != null
        || request.getAttribute("jakarta.servlet.error.status_code") != null;
  }
}
