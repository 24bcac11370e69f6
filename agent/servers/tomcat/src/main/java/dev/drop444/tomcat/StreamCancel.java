package dev.drop444.tomcat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.CloseNowException;
import org.apache.coyote.http2.Http2Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Reaches into Tomcat's HTTP/2 for the one thing that its public side cannot do: choose the error
 * code with which a stream ends. RFC 9113 section 7 has CANCEL for a stream that is no longer
 * needed; what Tomcat says of its own accord, INTERNAL_ERROR or NO_ERROR, tells more or invites a
 * retry. Resolves everything when it is made; a Tomcat that has it otherwise fails there.
 */
public final class StreamCancel {

  /** {@code (AbstractProcessor)void}: {@code stream.doStreamCancel}, which always throws. */
  private final MethodHandle cancel;

  /** {@code (AbstractProcessor)boolean}: whether the client has ended the request. */
  private final MethodHandle inputFinished;

  /**
   * {@code (AbstractProcessor)void}: makes the buffer for the request's body.
   *
   * <p>What a client may still send on a closed stream, Tomcat takes from the room in that buffer
   * ({@code Stream.replace}; 10.1.0: {@code recycle}); without one it is nothing, and each DATA
   * frame that was on its way would be answered with one more RST_STREAM (FLOW_CONTROL_ERROR) and a
   * stack trace in the log.
   */
  private final MethodHandle openInput;

  /** {@code (AbstractProcessor)Http2Protocol}. */
  private final MethodHandle protocolOf;

  /**
   * {@code (AbstractProcessor, int)void}: adds to what Tomcat holds against the connection. Null
   * where it does not hold the resets that it sends against it.
   *
   * <p>Since CVE-2025-48989 (9.0.108, 10.1.44, 11.0.10) it does, and closes a connection with
   * GOAWAY after four or so, because the work behind a reset stream may go on. Behind a dropped one
   * there is none, and the other streams (other users, behind a CDN) must go on: what Tomcat is
   * about to add is taken off first. The method stopped being private in that change.
   */
  private final @Nullable MethodHandle addOverhead;

  public StreamCancel() throws ReflectiveOperationException {
    Class<?> processor = Http2Members.type("StreamProcessor");
    Class<?> stream = Http2Members.type("Stream");
    Class<?> error = Http2Members.type("Http2Error");
    Class<?> handler = Http2Members.type("Http2UpgradeHandler");
    Class<?> frame = Http2Members.type("FrameType");
    MethodHandles.Lookup inside = MethodHandles.privateLookupIn(processor, MethodHandles.lookup());

    MethodHandle streamOf = inside.findGetter(processor, "stream", stream);
    MethodHandle doStreamCancel =
        inside.findVirtual(
            stream, "doStreamCancel", MethodType.methodType(void.class, String.class, error));
    this.cancel =
        MethodHandles.filterArguments(
                MethodHandles.insertArguments(
                    doStreamCancel, 1, "dropped", constant(inside, error, "CANCEL")),
                0,
                streamOf)
            .asType(MethodType.methodType(void.class, AbstractProcessor.class));

    this.inputFinished =
        MethodHandles.filterArguments(
                inside.findVirtual(stream, "isInputFinished", MethodType.methodType(boolean.class)),
                0,
                streamOf)
            .asType(MethodType.methodType(boolean.class, AbstractProcessor.class));
    this.openInput =
        MethodHandles.filterArguments(inputBuffer(inside, stream), 0, streamOf)
            .asType(MethodType.methodType(void.class, AbstractProcessor.class));

    MethodHandle handlerOf = inside.findGetter(processor, "handler", handler);
    this.protocolOf =
        MethodHandles.filterReturnValue(
                handlerOf,
                inside.findVirtual(
                    handler, "getProtocol", MethodType.methodType(Http2Protocol.class)))
            .asType(MethodType.methodType(Http2Protocol.class, AbstractProcessor.class));
    Method add = handler.getDeclaredMethod("increaseOverheadCount", frame, int.class);
    this.addOverhead =
        Modifier.isPrivate(add.getModifiers())
            ? null
            : MethodHandles.filterArguments(
                    MethodHandles.insertArguments(
                        inside.unreflect(add), 1, constant(inside, frame, "RST")),
                    0,
                    handlerOf)
                .asType(MethodType.methodType(void.class, AbstractProcessor.class, int.class));
  }

  /**
   * Has the stream end with RST_STREAM (CANCEL) and nothing else, once Tomcat closes it after
   * {@link org.apache.coyote.ActionCode#CLOSE_NOW}. Sends nothing itself.
   */
  void prepare(AbstractProcessor stream) throws Throwable {
    if (!(boolean) inputFinished.invokeExact(stream)) {
      openInput.invokeExact(stream);
    }
    try {
      cancel.invokeExact(stream);
    } catch (CloseNowException prepared) {
      // How doStreamCancel gets out of an application's call; here there is none.
    }
    if (addOverhead != null) {
      Http2Protocol protocol = (Http2Protocol) protocolOf.invokeExact(stream);
      addOverhead.invokeExact(stream, -protocol.getOverheadResetFactor());
    }
  }

  /** {@code (Stream)ByteBuffer}; Tomcat's method has learned not to make the buffer, if told so. */
  private static MethodHandle inputBuffer(MethodHandles.Lookup inside, Class<?> stream)
      throws ReflectiveOperationException {
    String name = "getInputByteBuffer";
    try {
      return MethodHandles.insertArguments(
          inside.unreflect(stream.getDeclaredMethod(name, boolean.class)), 1, true);
    } catch (NoSuchMethodException older) {
      return inside.unreflect(stream.getDeclaredMethod(name));
    }
  }

  private static Object constant(MethodHandles.Lookup inside, Class<?> type, String name)
      throws ReflectiveOperationException {
    return inside.findStaticVarHandle(type, name, type).get();
  }
}
