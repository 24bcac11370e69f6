package dev.drop444.tomcat;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.LoneHead;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ActionHook;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.ajp.AjpProcessor;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.coyote.http11.Http11Processor;
import org.apache.coyote.http11.filters.ChunkedInputFilter;
import org.apache.tomcat.util.log.UserDataHelper;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The malformed gate: where Tomcat refuses a request before anything of the application is asked.
 * Each refusal is judged once, at the first place that sees it; Tomcat's own answer to one that
 * passes is what it was. Thread-safe. Costs requests that go well a few comparisons.
 */
public final class MalformedAdvice {

  private static final int FIRST_ERROR = 400;
  private static final String BAD_REQUEST = "org.apache.coyote.BadRequestException";

  private final Gates gates;
  private final PrivateMembers members;
  private final Connections connections;
  private final Http1Drop http1Drop;
  private final Http2Drop http2Drop;
  private final ServletApi servletApi;
  private final AccessLog accessLog;

  public MalformedAdvice(
      Gates gates,
      PrivateMembers members,
      Connections connections,
      Http1Drop http1Drop,
      Http2Drop http2Drop,
      ServletApi servletApi,
      AccessLog accessLog) {
    this.gates = gates;
    this.connections = connections;
    this.members = members;
    this.http1Drop = http1Drop;
    this.http2Drop = http2Drop;
    this.servletApi = servletApi;
    this.accessLog = accessLog;
  }

  /** Advice of {@code Http11InputBuffer#parseRequestLine}, where it throws. */
  public @Nullable Throwable requestLineUnparsable(
      Http11InputBuffer input,
      boolean keptAlive,
      int connectionTimeout,
      int keepAliveTimeout,
      Throwable thrown)
      throws Throwable {
    if (thrown instanceof IOException) {
      return null;
    }
    return unparsable(
        input,
        Refusal.ofRequestLine(
            members.read(input), members.headerBufferSize(input), members.requestLinePhase(input)));
  }

  /** Advice of {@code Http11InputBuffer#parseHeaders}, where it throws. */
  public @Nullable Throwable headersUnparsable(Http11InputBuffer input, Throwable thrown)
      throws Throwable {
    if (thrown instanceof IOException) {
      return null;
    }
    return unparsable(
        input, Refusal.ofHeaders(members.read(input), members.headerBufferSize(input), thrown));
  }

  /**
   * Advice of {@code ChunkedInputFilter#doRead}, where it throws: the application reads a body that
   * is not what it should be. What comes of that, the response gate sees.
   *
   * @return null, which leaves the exception what it is
   */
  public @Nullable Throwable chunkUnparsable(
      ChunkedInputFilter filter, ApplicationBufferHandler target, Throwable thrown)
      throws Throwable {
    // By name: the first patch levels do not have it. Theirs, too, is an IOException, which tells
    // nothing, and they answer as if the client had gone.
    if (thrown.getClass().getName().equals(BAD_REQUEST)) {
      Request head = members.request(filter);
      Exchange exchange = head == null ? null : Exchange.of(head);
      if (exchange != null) {
        exchange.markBodyMalformed();
      }
    }
    return null;
  }

  private @Nullable Throwable unparsable(Http11InputBuffer input, Malformation what)
      throws Throwable {
    SocketWrapperBase<?> connection = members.connection(input);
    NetworkChannel channel = RawSocket.channel(connection);
    if (channel == null) {
      return null;
    }
    Request head = members.request(input);
    ByteBuffer read = members.read(input);
    CharSequence excerpt =
        what == Malformation.TLS_ON_PLAIN_PORT ? null : Excerpt.ofLine(read, read.limit());
    TomcatRequest request = new TomcatRequest(connections, head, connection, channel);
    Verdict verdict = ask(request, what, excerpt);
    if (!verdict.drops()) {
      return null;
    }
    boolean moreToCome = request.secure() || !LoneHead.isAllOf(read);
    http1Drop.begin(head, connection, channel, verdict.closing(), moreToCome);
    accessLog.write(head);
    return new Dropped();
  }

  /**
   * Advice of {@code AbstractProcessor#parseHost}, where it is about to log that the host is
   * invalid; the answer would come from the adapter.
   *
   * @param level how to log, null for not at all
   * @return null for a request that the application does not answer for
   */
  public UserDataHelper.@Nullable Mode hostInvalid(
      AbstractProcessor processor, UserDataHelper.@Nullable Mode level) throws Throwable {
    Request head = processor.getRequest();
    if (!(processor instanceof Http11Processor)) {
      return level;
    }
    if (isAnswered(head)) {
      return null;
    }
    if (!drop(processor, head, Malformation.SYNTAX)) {
      return level;
    }
    accessLog.write(head);
    return null;
  }

  /** Whether the request gate has decided, and before that. */
  private static boolean isAnswered(Request head) {
    Exchange exchange = Exchange.of(head);
    return exchange != null && exchange.answer() != null;
  }

  /**
   * Advice of {@code CoyoteAdapter#service}: before that, a status can only be the processor's own
   * refusal.
   *
   * @return true if nothing is to be served
   */
  public boolean serve(Object adapter, Request head, Response answer) throws Throwable {
    boolean http09 = TomcatRequest.isHttp09(head);
    if (answer.getStatus() < FIRST_ERROR && !http09) {
      return false;
    }
    ActionHook hook = members.processor(head);
    if (!(hook instanceof AbstractProcessor)) {
      return false;
    }
    AbstractProcessor processor = (AbstractProcessor) hook;
    boolean droppedBefore = http1Drop.isUnderWay(processor);
    boolean dropped = droppedBefore;
    // What left an exception was judged where that was thrown.
    if (!dropped && head.getAttribute(servletApi.errorException()) == null) {
      Malformation what = http09 ? Malformation.VERSION : Refusal.ofStatus(answer.getStatus());
      dropped = what != null && drop(processor, head, what);
    }
    if (!dropped && http09 && answer.getStatus() < FIRST_ERROR) {
      dropped = dropHttp09(processor, head);
    }
    if (dropped && !droppedBefore) {
      accessLog.write(head);
    }
    if (dropped) {
      // Nothing is written, and no unread body waited for.
      head.action(ActionCode.CLOSE_NOW, null);
    }
    return dropped;
  }

  /** The request gate of HTTP/0.9, which has no header section that could be complete. */
  private boolean dropHttp09(AbstractProcessor processor, Request head) throws Throwable {
    SocketWrapperBase<?> connection = members.connection(processor);
    NetworkChannel channel = RawSocket.channel(connection);
    if (channel == null || !(processor instanceof Http11Processor)) {
      return false;
    }
    Exchange exchange = new Exchange(connections, head, connection, channel);
    Verdict verdict = gates.request(exchange);
    if (verdict.drops()) {
      http1Drop.begin(head, connection, channel, verdict.closing(), false);
      return true;
    }
    exchange.begin(verdict);
    return false;
  }

  /**
   * Advice of {@code CoyoteAdapter#postParseRequest}: the target is decoded, or the adapter has set
   * an error because it cannot be.
   *
   * @return what makes the adapter end without answering, or null
   */
  public @Nullable Throwable targetParsed(
      Object adapter,
      Request head,
      Object request,
      Response answer,
      Object response,
      boolean success)
      throws Throwable {
    Malformation what =
        answer.getStatus() < FIRST_ERROR ? null : Refusal.ofStatus(answer.getStatus());
    if (what == null) {
      return null;
    }
    AtomicBoolean refusedBefore = new AtomicBoolean();
    head.action(ActionCode.IS_ERROR, refusedBefore);
    ActionHook hook = members.processor(head);
    if (refusedBefore.get()
        || !(hook instanceof AbstractProcessor)
        || !drop((AbstractProcessor) hook, head, what)) {
      return null;
    }
    head.action(ActionCode.CLOSE_NOW, null);
    accessLog.writeServed(head);
    return new Dropped();
  }

  /** Advice of {@code StreamProcessor#validateRequest}; false is answered with 400. */
  public boolean validated(AbstractProcessor stream, boolean valid) throws Throwable {
    if (valid) {
      return true;
    }
    Request head = stream.getRequest();
    if (isAnswered(head)) {
      return true; // Which has nothing dispatched, either.
    }
    drop(stream, head, Malformation.SYNTAX);
    return false; // Tomcat has a line for it, which AccessLogAdvice sees.
  }

  /** Asks the gate, and if it says so ends the connection or stream for the client. */
  private boolean drop(AbstractProcessor processor, Request head, Malformation what)
      throws Throwable {
    SocketWrapperBase<?> connection = members.connection(processor);
    NetworkChannel channel = RawSocket.channel(connection);
    if (channel == null || isAnswered(head)) {
      return false;
    }
    if (processor instanceof AjpProcessor) {
      return false; // A web server is at the other end, and gets Tomcat's answer.
    }
    boolean http1 = processor instanceof Http11Processor;
    Exchange before = Exchange.of(head);
    Exchange exchange =
        before == null ? new Exchange(connections, head, connection, channel) : before;
    if (!http1 && exchange.protocol() != Protocol.HTTP_2) {
      return false;
    }
    // Whatever comes of it, this is not the application's response.
    exchange.judge();
    Verdict verdict = ask(exchange, what, Excerpt.of(exchange));
    if (!verdict.drops()) {
      return false;
    }
    if (http1) {
      boolean moreToCome = exchange.secure() || Http1Drop.announcesBody(head);
      http1Drop.begin(head, connection, channel, verdict.closing(), moreToCome);
    } else {
      http2Drop.begin(processor, exchange, verdict);
      // Or Tomcat would write a response head on its way out.
      head.getResponse().setCommitted(true);
    }
    return true;
  }

  private Verdict ask(TomcatRequest head, Malformation what, @Nullable CharSequence excerpt) {
    return gates.malformed(head.peer(), head.localPort(), what, excerpt);
  }
}
