package dev.drop444.tomcat;

import java.io.PrintWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import org.apache.catalina.connector.CoyoteWriter;
import org.apache.catalina.connector.OutputBuffer;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionHook;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.coyote.http11.Http11OutputBuffer;
import org.apache.coyote.http11.Http11Processor;
import org.apache.coyote.http11.filters.ChunkedInputFilter;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat keeps to itself about the request that a processor is at. The same members in all
 * versions; one that has them otherwise fails when this is made.
 */
public final class PrivateMembers {

  /** {@link #requestLinePhase} when the first bytes are those of HTTP/2. */
  static final int PHASE_HTTP_2 = -1;

  private final MethodHandle request;
  private final MethodHandle wrapper;
  private final MethodHandle byteBuffer;
  private final MethodHandle headerBufferSize;
  private final MethodHandle requestLinePhase;
  private final MethodHandle chunkedRequest;
  private final MethodHandle hook;
  private final MethodHandle socketWrapper;
  private final MethodHandle endpoint;
  private final MethodHandle output;
  private final MethodHandle leaveUnreadInput;
  private final MethodHandle response;

  public PrivateMembers() throws ReflectiveOperationException {
    Class<?> input = Http11InputBuffer.class;
    MethodHandles.Lookup inInput = inside(input);
    this.request = inInput.findGetter(input, "request", Request.class);
    this.wrapper = inInput.findGetter(input, "wrapper", SocketWrapperBase.class);
    this.byteBuffer = inInput.findGetter(input, "byteBuffer", ByteBuffer.class);
    this.headerBufferSize = inInput.findGetter(input, "headerBufferSize", int.class);
    this.requestLinePhase = inInput.findGetter(input, "parsingRequestLinePhase", int.class);
    this.chunkedRequest =
        inside(ChunkedInputFilter.class)
            .findGetter(ChunkedInputFilter.class, "request", Request.class);
    this.hook = inside(Request.class).findGetter(Request.class, "hook", ActionHook.class);
    this.socketWrapper =
        inside(AbstractProcessor.class)
            .findVirtual(
                AbstractProcessor.class,
                "getSocketWrapper",
                MethodType.methodType(SocketWrapperBase.class));
    this.endpoint =
        inside(SocketWrapperBase.class)
            .findVirtual(
                SocketWrapperBase.class,
                "getEndpoint",
                MethodType.methodType(AbstractEndpoint.class));
    MethodHandles.Lookup inProcessor = inside(Http11Processor.class);
    this.output =
        inProcessor.findGetter(Http11Processor.class, "outputBuffer", Http11OutputBuffer.class);
    this.leaveUnreadInput =
        MethodHandles.filterArguments(
            MethodHandles.insertArguments(
                inInput.findVirtual(
                    input, "setSwallowInput", MethodType.methodType(void.class, boolean.class)),
                1,
                false),
            0,
            inProcessor.findGetter(Http11Processor.class, "inputBuffer", input));
    this.response =
        MethodHandles.filterArguments(
                inside(OutputBuffer.class)
                    .findGetter(OutputBuffer.class, "coyoteResponse", Response.class),
                0,
                inside(CoyoteWriter.class).findGetter(CoyoteWriter.class, "ob", OutputBuffer.class))
            .asType(MethodType.methodType(Response.class, PrintWriter.class));
  }

  private static MethodHandles.Lookup inside(Class<?> type) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
  }

  Request request(Http11InputBuffer input) throws Throwable {
    return (Request) request.invokeExact(input);
  }

  SocketWrapperBase<?> connection(Http11InputBuffer input) throws Throwable {
    return (SocketWrapperBase<?>) wrapper.invokeExact(input);
  }

  SocketWrapperBase<?> connection(AbstractProcessor processor) throws Throwable {
    return (SocketWrapperBase<?>) socketWrapper.invokeExact(processor);
  }

  AbstractEndpoint<?, ?> endpoint(SocketWrapperBase<?> connection) throws Throwable {
    return (AbstractEndpoint<?, ?>) endpoint.invokeExact(connection);
  }

  /** What was read of the head, from the array's start to the buffer's limit. */
  ByteBuffer read(Http11InputBuffer input) throws Throwable {
    return (ByteBuffer) byteBuffer.invokeExact(input);
  }

  /** {@code maxHttpRequestHeaderSize}, in bytes. */
  int headerBufferSize(Http11InputBuffer input) throws Throwable {
    return (int) headerBufferSize.invokeExact(input);
  }

  /** How far the request line is: 2 the method, 4 the target, 6 the version. */
  int requestLinePhase(Http11InputBuffer input) throws Throwable {
    return (int) requestLinePhase.invokeExact(input);
  }

  /** The request whose body a filter reads; null before the first. */
  @Nullable Request request(ChunkedInputFilter filter) throws Throwable {
    return (Request) chunkedRequest.invokeExact(filter);
  }

  /** The processor that a request belongs to. */
  ActionHook processor(Request head) throws Throwable {
    return (ActionHook) hook.invokeExact(head);
  }

  Http11OutputBuffer output(Http11Processor processor) throws Throwable {
    return (Http11OutputBuffer) output.invokeExact(processor);
  }

  /** What is still to come of the request's body is not read at the end of the request. */
  void leaveUnreadInput(Http11Processor processor) throws Throwable {
    leaveUnreadInput.invokeExact(processor);
  }

  /** The response that a writer of Catalina's writes to. */
  Response response(PrintWriter writer) throws Throwable {
    return (Response) response.invokeExact(writer);
  }
}
