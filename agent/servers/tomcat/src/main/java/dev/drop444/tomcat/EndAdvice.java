package dev.drop444.tomcat;

import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.AbstractProcessorLight;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11Processor;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The end of a request, as its processor and as its pool see it. Thread-safe. */
public final class EndAdvice {

  private final Http1Drop http1Drop;
  private final Http2Drop http2Drop;

  public EndAdvice(Http1Drop http1Drop, Http2Drop http2Drop) {
    this.http1Drop = http1Drop;
    this.http2Drop = http2Drop;
  }

  /**
   * Advice of {@code AbstractProcessorLight#process}: the processor has done what it can, and
   * Tomcat is about to draw its conclusions.
   */
  public SocketState processed(
      AbstractProcessorLight processor,
      SocketWrapperBase<?> connection,
      SocketEvent event,
      SocketState state)
      throws Throwable {
    if (state != SocketState.CLOSED || !(processor instanceof AbstractProcessor)) {
      return state;
    }
    if (processor instanceof Http11Processor) {
      // Also if it ends with an error: what the client still sends is drained.
      return event != SocketEvent.STOP
              && event != SocketEvent.DISCONNECT
              && http1Drop.isUnderWay((Http11Processor) processor)
          ? SocketState.UPGRADING
          : state;
    }
    Exchange exchange = Exchange.of(processor.getRequest());
    if (exchange != null && exchange.isToBeDropped()) {
      http2Drop.finish((AbstractProcessor) processor, exchange);
    }
    return state;
  }

  /**
   * Advice of {@code Request#recycle}, which Tomcat calls after each request over HTTP/1, when it
   * gives up a connection with a request in it, and (not in all versions) after each stream.
   *
   * @return false, which goes on, but for a dropped stream: DATA that was on its way to it is held
   *     against the length that its request announced, and must not meet a header that is being
   *     cleared; that was seen to end the whole connection (10.1.44).
   */
  public boolean recycled(Request request) {
    Exchange exchange = Exchange.of(request);
    if (exchange != null) {
      exchange.end();
    }
    return Exchange.wasDropped(request);
  }

  /** Advice of {@code StreamProcessor#recycle}; false goes on. */
  public boolean streamRecycled(AbstractProcessor stream) {
    Exchange exchange = Exchange.of(stream.getRequest());
    if (exchange != null && exchange.isOn(stream)) {
      exchange.end();
    }
    return false;
  }

  /**
   * Advice of {@code Http2Protocol#pushRequestAndResponse}: the request object of a dropped stream
   * is not used again. Whoever reads the connection may still be holding DATA against the length in
   * it, and would leave that there for the next request, whose stream Tomcat then resets with
   * PROTOCOL_ERROR (seen with 10.1.59, once in 3,000 drops).
   *
   * @return true, which leaves it to the garbage collector, for a dropped request
   */
  public boolean pooled(Http2Protocol protocol, Request request) {
    return Exchange.wasDropped(request);
  }
}
