package dev.drop444.tomcat;

import dev.drop444.engine.gate.RequestWatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * What the engine hears of request bodies. Costs each read from the socket a look at a note, and a
 * request that nobody watches nothing else. Thread-safe.
 *
 * <p>A wait is told before Tomcat looks whether there is something, and taken back by an arrival of
 * nothing if there is: told afterwards, it could come after the arrival that ended it, on another
 * thread, and never end.
 */
public final class BodyAdvice {

  private final PrivateMembers members;
  private final Http2Members http2;

  public BodyAdvice(PrivateMembers members, Http2Members http2) {
    this.members = members;
    this.http2 = http2;
  }

  /**
   * Advice of {@code Http11InputBuffer#fill}, on its way in; reads heads, bodies, and what an
   * application has left of a body.
   *
   * @param block whether to wait until there is something
   * @return false, which goes on
   */
  public boolean fill(Http11InputBuffer input, boolean block) throws Throwable {
    RequestWatch watch = block ? watch(members.request(input)) : null;
    if (watch != null) {
      watch.bodyAwaited();
    }
    return false;
  }

  /**
   * Advice of {@code Http11InputBuffer#fill}, on its way out.
   *
   * @param read whether there was something
   */
  public boolean filled(Http11InputBuffer input, boolean block, boolean read) throws Throwable {
    RequestWatch watch = watch(members.request(input));
    if (watch != null && (read || block)) {
      watch.bodyArrived(read ? members.read(input).remaining() : 0);
    }
    return read;
  }

  /**
   * Advice of {@code isReadyForRead} of processors, on its way in: the application asks whether it
   * can read, or wants to be called when it can. False goes on.
   */
  public boolean isReadyForRead(AbstractProcessor processor) {
    RequestWatch watch = watch(processor.getRequest());
    if (watch != null) {
      watch.bodyAwaited();
    }
    return false;
  }

  /**
   * Advice of {@code isReadyForRead} of processors, on its way out.
   *
   * @param ready false also at the end of the body
   */
  public boolean readyForRead(AbstractProcessor processor, boolean ready) {
    Request request = processor.getRequest();
    RequestWatch watch = watch(request);
    if (watch != null && (ready || isRead(request))) {
      watch.bodyArrived(0);
    }
    return ready;
  }

  private static boolean isRead(Request request) {
    AtomicBoolean read = new AtomicBoolean();
    request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
    return read.get();
  }

  /**
   * Advice of {@code Stream#receivedData}, where a DATA frame has come, wanted or not; false goes
   * on.
   *
   * @param stream a class that only its package sees
   * @param length of the payload
   */
  public boolean receivedData(Object stream, int length) throws Throwable {
    RequestWatch watch = watch(http2.requestOf(stream));
    if (watch != null) {
      watch.bodyArrived(length);
    }
    return false;
  }

  /** Advice of {@code Request#doRead}, on its way in; false goes on. */
  public boolean doRead(Request request, ApplicationBufferHandler target) {
    RequestWatch watch = watchOfStream(request);
    if (watch != null) {
      watch.bodyAwaited();
    }
    return false;
  }

  /** Advice of {@code Request#doRead}, on its way out. */
  public int read(Request request, ApplicationBufferHandler target, int length) {
    RequestWatch watch = watchOfStream(request);
    if (watch != null) {
      watch.bodyArrived(0);
    }
    return length;
  }

  private static @Nullable RequestWatch watch(Request request) {
    Exchange exchange = Exchange.of(request);
    return exchange == null ? null : exchange.watch();
  }

  /** Of an HTTP/2 request, whose body is read from a buffer that another thread fills. */
  private static @Nullable RequestWatch watchOfStream(Request request) {
    Exchange exchange = Exchange.of(request);
    return exchange != null && exchange.isStream() ? exchange.watch() : null;
  }
}
