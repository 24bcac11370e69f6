package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.Connections;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Asks the response gate where HTTP/1 is about to send a head, whoever made it: handler, servlet,
 * error page. Stateless; allocates nothing unless the gate looks at the status.
 */
public final class ResponseAdvice {

  private final PrivateMembers members;
  private final ResponseGate gate;
  private final ResponseDrop drop;

  /**
   * Advice.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside; it then answers as ever
   */
  public ResponseAdvice(Gates gates, Connections connections) throws ReflectiveOperationException {
    this.members = new PrivateMembers();
    this.gate = new ResponseGate(gates, connections, members);
    this.drop = new ResponseDrop(members);
  }

  /**
   * Jetty sends a head, a part of a body, or both.
   *
   * @param self Jetty's own stream
   * @param response null if the head was sent before
   * @return whether that has been seen to
   */
  public boolean send(
      HttpStream self,
      MetaData.Request request,
      MetaData.@Nullable Response response,
      boolean last,
      @Nullable ByteBuffer content,
      Callback callback) {
    if (response == null || !gate.looksAt(response)) {
      return false;
    }
    HttpConnection connection = members.connectionOf(self);
    if (!(connection.getHttpChannel() instanceof HttpChannelState)) {
      return false;
    }
    HttpChannelState channel = (HttpChannelState) connection.getHttpChannel();
    Verdict verdict = gate.judge(channel, response);
    if (verdict.drops()) {
      drop.onHttp1(verdict, connection, channel);
      channel.getHttpStream().send(request, response, last, content, callback);
      return true;
    }
    if (verdict.responds()) {
      gate.answer(verdict, self, channel, request, response, callback);
      return true;
    }
    return false;
  }
}
