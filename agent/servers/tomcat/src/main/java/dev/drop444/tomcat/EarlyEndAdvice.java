package dev.drop444.tomcat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.AbstractProcessorLight;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * {@link EndAdvice} for Tomcat before 8.5.85, 9.0.70 and 10.1.3, which does not count a stream down
 * when it resets it: after a hundred drops a connection would refuse every further stream, and
 * would never be idle enough to time out.
 */
public final class EarlyEndAdvice {

  private final EndAdvice advice;

  /** {@code (AbstractProcessor)boolean}. */
  private final MethodHandle isActive;

  /** {@code (AbstractProcessor)AtomicInteger}: the connection's streams. */
  private final MethodHandle activeStreams;

  /** {@code (AbstractProcessor, int)void}. */
  private final MethodHandle setTimeout;

  public EarlyEndAdvice(EndAdvice advice) throws ReflectiveOperationException {
    this.advice = advice;
    Class<?> processor = Http2Members.type("StreamProcessor");
    Class<?> stream = Http2Members.type("Stream");
    Class<?> handler = Http2Members.type("Http2UpgradeHandler");
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

  /** Advice of {@code AbstractProcessorLight#process}. */
  public SocketState processed(
      AbstractProcessorLight processor,
      SocketWrapperBase<?> connection,
      SocketEvent event,
      SocketState state)
      throws Throwable {
    if (state == SocketState.CLOSED
        && processor instanceof AbstractProcessor
        && !(processor instanceof Http11Processor)) {
      countDown((AbstractProcessor) processor);
    }
    return advice.processed(processor, connection, event, state);
  }

  private void countDown(AbstractProcessor stream) throws Throwable {
    Exchange exchange = Exchange.of(stream.getRequest());
    // A stream that the client has reset is counted down already.
    if (exchange != null && exchange.isToBeDropped() && (boolean) isActive.invokeExact(stream)) {
      AtomicInteger streams = (AtomicInteger) activeStreams.invokeExact(stream);
      setTimeout.invokeExact(stream, streams.decrementAndGet());
    }
  }
}
