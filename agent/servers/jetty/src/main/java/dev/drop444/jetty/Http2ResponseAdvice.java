package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.Connections;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** {@link ResponseAdvice} for HTTP/2, whose classes are there only where its module is. */
public final class Http2ResponseAdvice {

  private static final String STREAM =
      "org.eclipse.jetty.http2.server.internal.HttpStreamOverHTTP2";

  private final VarHandle channelOfStream;
  private final ResponseGate gate;
  private final ResponseDrop drop;

  /**
   * Advice.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside; it then answers as ever
   */
  public Http2ResponseAdvice(Gates gates, Connections connections)
      throws ReflectiveOperationException {
    PrivateMembers members = new PrivateMembers();
    this.gate = new ResponseGate(gates, connections, members);
    this.drop = new ResponseDrop(members);
    Class<?> stream = Class.forName(STREAM, false, getClass().getClassLoader());
    this.channelOfStream =
        MethodHandles.privateLookupIn(stream, MethodHandles.lookup())
            .findVarHandle(stream, "_httpChannel", HttpChannel.class);
  }

  /** As {@link ResponseAdvice#send}. */
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
    HttpChannel known = (HttpChannel) channelOfStream.get(self);
    if (!(known instanceof HttpChannelState)) {
      return false;
    }
    HttpChannelState channel = (HttpChannelState) known;
    Verdict verdict = gate.judge(channel, response);
    if (verdict.drops()) {
      drop.onHttp2(verdict, self, channel);
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
