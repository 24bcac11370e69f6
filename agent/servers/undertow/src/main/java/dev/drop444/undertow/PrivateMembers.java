package dev.drop444.undertow;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2DataStreamSinkChannel;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import io.undertow.protocols.ssl.SslConduit;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.framed.AbstractFramedChannel;
import io.undertow.server.protocol.framed.FrameHeaderData;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/**
 * What we read of Undertow that it does not show, all in one place; nothing is written. The same
 * members from Undertow 1.4 to 2.4.
 *
 * <p>Immutable. Making one fails if a member is missing, and then the advice that wanted it is off.
 */
final class PrivateMembers {

  private static final int FRAME_TYPE_DATA = 0;
  private static final int FRAME_TYPE_HEADERS = 1;
  private static final int FRAME_TYPE_CONTINUATION = 9;

  private final Class<?> tlsConnection;
  private final VarHandle tlsDelegate;
  private final Class<?> proxiedConnection;
  private final VarHandle proxiedDelegate;
  private final VarHandle requestChannel;
  private final VarHandle responseChannel;
  private final VarHandle streamsChannel;
  private final VarHandle framedConnection;
  private final VarHandle frameType;
  private final VarHandle frameStreamId;
  private final VarHandle frameContinued;
  private final VarHandle frameBegun;
  private final VarHandle headContinued;
  private final VarHandle headStreamId;
  private final VarHandle streams;
  private final VarHandle listenerConnection;
  private final VarHandle listenerExchange;
  private final VarHandle currentExchange;
  private final VarHandle conduitConnection;
  private final VarHandle conduitBuffers;
  private final VarHandle conduitInput;
  private final VarHandle conduitOutput;
  private final MethodHandle inCall;

  PrivateMembers() {
    try {
      tlsConnection = undertow("io.undertow.protocols.ssl.UndertowSslConnection");
      tlsDelegate = field(tlsConnection, "delegate", StreamConnection.class);
      proxiedConnection =
          undertow(
              "io.undertow.server.protocol.proxy.ProxyProtocolReadListener"
                  + "$AddressWrappedConnection");
      proxiedDelegate = field(proxiedConnection, "delegate", StreamConnection.class);
      requestChannel =
          field(Http2ServerConnection.class, "requestChannel", Http2StreamSourceChannel.class);
      responseChannel =
          field(Http2ServerConnection.class, "responseChannel", Http2DataStreamSinkChannel.class);
      streamsChannel = field(Http2ServerConnection.class, "channel", Http2Channel.class);
      framedConnection = field(AbstractFramedChannel.class, "channel", StreamConnection.class);
      Class<?> frame = undertow("io.undertow.protocols.http2.Http2FrameHeaderParser");
      frameType = field(frame, "type", int.class);
      frameStreamId = field(frame, "streamId", int.class);
      Class<?> head = undertow("io.undertow.protocols.http2.Http2HeadersParser");
      frameContinued = field(frame, "continuationParser", head);
      headContinued = field(Http2Channel.class, "continuationParser", head);
      headStreamId =
          field(
              undertow("io.undertow.protocols.http2.Http2HeaderBlockParser"),
              "streamId",
              int.class);
      frameBegun = field(Http2Channel.class, "frameParser", frame);
      streams = field(Http2Channel.class, "currentStreams", Map.class);
      Class<?> listener = undertow("io.undertow.server.protocol.http.HttpReadListener");
      listenerConnection = field(listener, "connection", HttpServerConnection.class);
      listenerExchange = field(listener, "httpServerExchange", HttpServerExchange.class);
      currentExchange = field(AbstractServerConnection.class, "current", HttpServerExchange.class);
      conduitConnection = field(SslConduit.class, "connection", tlsConnection);
      conduitBuffers = field(SslConduit.class, "bufferPool", ByteBufferPool.class);
      conduitInput = field(SslConduit.class, "dataToUnwrap", PooledByteBuffer.class);
      conduitOutput = field(SslConduit.class, "wrappedData", PooledByteBuffer.class);
      inCall =
          MethodHandles.privateLookupIn(HttpServerExchange.class, MethodHandles.lookup())
              .findVirtual(
                  HttpServerExchange.class, "isInCall", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("This Undertow is built differently", missing);
    }
  }

  private static Class<?> undertow(String name) throws ClassNotFoundException {
    return Class.forName(name, false, HttpServerExchange.class.getClassLoader());
  }

  private static VarHandle field(Class<?> owner, String name, Class<?> type)
      throws ReflectiveOperationException {
    return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
        .findVarHandle(owner, name, type);
  }

  /**
   * The TCP connection below TLS and below the PROXY protocol, or the connection itself if it is
   * none of Undertow's kinds.
   */
  StreamConnection tcp(StreamConnection connection) {
    StreamConnection inner = connection;
    if (tlsConnection.isInstance(inner)) {
      inner = (StreamConnection) tlsDelegate.get(inner);
    }
    if (proxiedConnection.isInstance(inner)) {
      inner = (StreamConnection) proxiedDelegate.get(inner);
    }
    return inner;
  }

  /** The request side of a stream, or null if the client did not open the stream as a request. */
  @Nullable Http2StreamSourceChannel requestChannel(Http2ServerConnection stream) {
    return (Http2StreamSourceChannel) requestChannel.get(stream);
  }

  /** The number of a stream, whoever opened it. */
  int streamId(Http2ServerConnection stream) {
    return ((Http2DataStreamSinkChannel) responseChannel.get(stream)).getStreamId();
  }

  /** The HTTP/2 connection that a stream belongs to. */
  Http2Channel channel(Http2ServerConnection stream) {
    return (Http2Channel) streamsChannel.get(stream);
  }

  /** The connection that HTTP/2 frames travel on, TLS or not. */
  StreamConnection connection(Http2Channel channel) {
    return (StreamConnection) framedConnection.get(channel);
  }

  /** Whether this frame is DATA (RFC 9113 section 6.1). */
  boolean isData(FrameHeaderData frame) {
    return (int) frameType.get(frame) == FRAME_TYPE_DATA;
  }

  int streamId(FrameHeaderData frame) {
    return (int) frameStreamId.get(frame);
  }

  /**
   * Whether the head of a request has begun to come in and more of it must follow (RFC 9113 section
   * 6.10). Trailers are no head.
   *
   * @param frame what was parsed last, null if that was part of a frame
   */
  boolean isPartOfHead(Http2Channel channel, @Nullable FrameHeaderData frame) {
    if (frame != null && (Object) frameContinued.get(frame) == null) {
      return false;
    }
    FrameHeaderData begun = frame == null ? (FrameHeaderData) frameBegun.get(channel) : frame;
    if (begun == null) {
      // Before 2.2.19 this is where a head is left whose next frame has not begun.
      Object head = headContinued.get(channel);
      return head != null && !hasStream(channel, (int) headStreamId.get(head));
    }
    int type = (int) frameType.get(begun);
    return (type == FRAME_TYPE_HEADERS || type == FRAME_TYPE_CONTINUATION)
        && !hasStream(channel, streamId(begun));
  }

  private boolean hasStream(Http2Channel channel, int id) {
    return ((Map<?, ?>) streams.get(channel)).containsKey(id);
  }

  /** The connection of an {@code HttpReadListener}. */
  HttpServerConnection connection(Object listener) {
    return (HttpServerConnection) listenerConnection.get(listener);
  }

  /** The exchange whose head an {@code HttpReadListener} is reading, null between heads. */
  @Nullable HttpServerExchange unfinished(Object listener) {
    return (HttpServerExchange) listenerExchange.get(listener);
  }

  /** The exchange that a connection serves, null while it awaits one. */
  @Nullable HttpServerExchange current(AbstractServerConnection connection) {
    return (HttpServerExchange) currentExchange.getVolatile(connection);
  }

  /** Whether a handler is running for this exchange. */
  boolean isInCall(HttpServerExchange exchange) {
    try {
      return (boolean) inCall.invokeExact(exchange);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The TLS connection that a conduit belongs to. */
  StreamConnection connection(SslConduit conduit) {
    return (StreamConnection) conduitConnection.get(conduit);
  }

  ByteBufferPool buffers(SslConduit conduit) {
    return (ByteBufferPool) conduitBuffers.get(conduit);
  }

  /** What a conduit has read and not decrypted yet, null if there is nothing. */
  @Nullable PooledByteBuffer input(SslConduit conduit) {
    return (PooledByteBuffer) conduitInput.get(conduit);
  }

  /** What a conduit is about to write, null if there is nothing. */
  @Nullable PooledByteBuffer output(SslConduit conduit) {
    return (PooledByteBuffer) conduitOutput.get(conduit);
  }
}
