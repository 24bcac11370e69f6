package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Verdict;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpTransport;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Asks the response gate where a head is about to be sent, whoever made it: handler, servlet, error
 * page. What is special about a protocol is in its subclasses. Thread-safe; allocates nothing
 * unless the gate looks at the status.
 */
abstract class SendAdvice {

  /** Null in 9.4, whose parameters are others. */
  private static final @Nullable MethodHandle SEND = send();

  private final ResponseGate gate;
  private final Drops drops;

  SendAdvice(ResponseGate gate, Drops drops) {
    this.gate = gate;
    this.drops = drops;
  }

  private static @Nullable MethodHandle send() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              HttpTransport.class,
              "send",
              MethodType.methodType(
                  void.class,
                  MetaData.Request.class,
                  MetaData.Response.class,
                  ByteBuffer.class,
                  boolean.class,
                  Callback.class));
    } catch (ReflectiveOperationException before10) {
      return null;
    }
  }

  /** The exchange on a transport, null if it has none any more. */
  abstract @Nullable HttpChannel channelOf(HttpTransport transport);

  /** Ends what a dropped response would go out on. */
  abstract DroppedExchange drop(Verdict verdict, HttpTransport transport, HttpChannel channel);

  /**
   * A head, a part of a body, or both are about to be sent.
   *
   * @param request null in 9.4
   * @param response null if the head was sent before
   * @param head whether to a request with the method HEAD; in 9.4
   * @return whether that has been seen to
   */
  final boolean send(
      HttpTransport self,
      MetaData.@Nullable Request request,
      MetaData.@Nullable Response response,
      boolean head,
      @Nullable ByteBuffer content,
      Callback callback) {
    if (response instanceof BareAnswer) {
      return false;
    }
    DroppedExchange dropped = drops.exchange(self);
    if (dropped == null) {
      if (response == null || !gate.looksAt(response)) {
        return false;
      }
      HttpChannel channel = channelOf(self);
      Verdict verdict = channel == null ? Verdict.PASS : gate.judge(channel, response);
      if (channel == null || verdict.rule() == null) {
        return false;
      }
      if (verdict.responds()) {
        // First, for Jetty may be done with it all before it returns.
        drops.add(self, new DroppedExchange(null));
        skip(content);
        send(self, request, gate.answer(verdict, channel, response), head, callback);
        return true;
      }
      RequestLogLine.rememberPeer(channel);
      dropped = drop(verdict, self, channel);
      drops.add(self, dropped);
    }
    if (response != null) {
      gate.logAsDropped(channelOf(self), response);
    }
    dropped.swallow(content, callback);
    return true;
  }

  private static void skip(@Nullable ByteBuffer content) {
    if (content != null) {
      content.position(content.limit());
    }
  }

  private static void send(
      HttpTransport self,
      MetaData.@Nullable Request request,
      BareAnswer answer,
      boolean head,
      Callback callback) {
    if (SEND == null) {
      self.send(answer, head, null, true, callback);
      return;
    }
    try {
      SEND.invokeExact(
          self, request, (MetaData.Response) answer, (ByteBuffer) null, true, callback);
    } catch (Throwable failed) {
      callback.failed(failed);
    }
  }
}
