package dev.drop444.tomcat;

import dev.drop444.engine.gate.Gates;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.coyote.AbstractProcessor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * {@link Http2Advice} for Tomcat before 10.1.3, which does not count a stream down when it resets
 * it: after a hundred drops a connection would refuse every further stream, and would never be idle
 * enough to time out.
 */
public final class EarlyHttp2Advice {

  private final Http2Advice advice;

  /** {@code (AbstractProcessor)boolean}. */
  private final MethodHandle isActive;

  /** {@code (AbstractProcessor)AtomicInteger}: the connection's streams. */
  private final MethodHandle activeStreams;

  /** {@code (AbstractProcessor, int)void}. */
  private final MethodHandle setTimeout;

  public EarlyHttp2Advice(Gates gates) throws ReflectiveOperationException {
    this.advice = new Http2Advice(gates);
    Class<?> processor = StreamCancel.inHttp2("StreamProcessor");
    Class<?> stream = StreamCancel.inHttp2("Stream");
    Class<?> handler = StreamCancel.inHttp2("Http2UpgradeHandler");
    MethodHandles.Lookup inside = MethodHandles.privateLookupIn(processor, MethodHandles.lookup());
    MethodHandle handlerOf = inside.findGetter(processor, "handler", handler);
    this.isActive =
        MethodHandles.filterArguments(
                inside.findVirtual(stream, "isActive", MethodType.methodType(boolean.class)),
                0,
                inside.findGetter(processor, "stream", stream))
            .asType(MethodType.methodType(boolean.class, AbstractProcessor.class));
    this.activeStreams =
        MethodHandles.filterArguments(
                inside.findGetter(handler, "activeRemoteStreamCount", AtomicInteger.class),
                0,
                handlerOf)
            .asType(MethodType.methodType(AtomicInteger.class, AbstractProcessor.class));
    this.setTimeout =
        MethodHandles.filterArguments(
                inside.unreflect(
                    handler.getDeclaredMethod("setConnectionTimeoutForStreamCount", int.class)),
                0,
                handlerOf)
            .asType(MethodType.methodType(void.class, AbstractProcessor.class, int.class));
  }

  /** Advice of {@code StreamProcessor#service}; true drops the request. */
  public boolean service(AbstractProcessor stream, SocketWrapperBase<?> connection)
      throws Throwable {
    // A stream that the client has reset is counted down already.
    boolean counted = (boolean) isActive.invokeExact(stream);
    AtomicInteger streams = (AtomicInteger) activeStreams.invokeExact(stream);
    if (!advice.service(stream, connection)) {
      return false;
    }
    if (counted) {
      setTimeout.invokeExact(stream, streams.decrementAndGet());
    }
    return true;
  }

  /** What {@code StreamProcessor#service} returns for a dropped request. */
  public SocketState serviceSkipped(AbstractProcessor stream, SocketWrapperBase<?> connection) {
    return advice.serviceSkipped(stream, connection);
  }
}
