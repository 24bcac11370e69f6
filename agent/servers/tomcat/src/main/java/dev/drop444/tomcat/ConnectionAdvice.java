package dev.drop444.tomcat;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import java.net.InetAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.coyote.http11.Http11Processor;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** What the engine hears of connections between the accept gate and their end. Thread-safe. */
public final class ConnectionAdvice {

  private static final String HTTP_2 = Http2Protocol.class.getPackageName();

  private final Gates gates;
  private final PrivateMembers members;
  private final Connections connections;
  private final Connectors connectors;
  private final ServletApi servletApi;

  public ConnectionAdvice(
      Gates gates,
      PrivateMembers members,
      Connections connections,
      Connectors connectors,
      ServletApi servletApi) {
    this.gates = gates;
    this.members = members;
    this.connections = connections;
    this.connectors = connectors;
    this.servletApi = servletApi;
  }

  /**
   * Advice of {@code NioEndpoint.Poller#register}: the connection is set up, and nobody reads it
   * yet.
   *
   * <p>Not of AJP: that a web server keeps a connection without a request is no sign of anything.
   *
   * @return false, which goes on
   */
  public boolean register(Object poller, NioSocketWrapper connection) throws Throwable {
    NetworkChannel channel = RawSocket.channel(connection);
    if (channel != null) {
      opened(connection, channel);
    }
    return false;
  }

  /**
   * Advice of {@code Nio2Channel#reset}: NIO2's connection is set up, or (of null) no more. False
   * goes on.
   */
  public boolean reset(
      Object socket,
      @Nullable AsynchronousSocketChannel channel,
      @Nullable SocketWrapperBase<?> connection)
      throws Throwable {
    if (connection != null && channel != null) {
      opened(connection, channel);
    }
    return false;
  }

  private void opened(SocketWrapperBase<?> connection, NetworkChannel channel) throws Throwable {
    InetAddress peer = RawSocket.peer(channel);
    if (peer == null || !connectors.speaksHttp(members.endpoint(connection))) {
      return;
    }
    ConnectionWatch watch =
        gates.opened(new TomcatConnection(channel, peer, RawSocket.localPort(channel)));
    if (watch != null) {
      connections.opened(connection, watch);
    }
  }

  /** Advice of {@code doClose} of both wrappers, called once; false goes on. */
  public boolean doClose(SocketWrapperBase<?> connection) {
    connections.closed(connection);
    return false;
  }

  /** Advice of {@code Http11Processor#doHttpUpgrade}; false goes on. */
  public boolean doHttpUpgrade(Http11Processor processor, UpgradeToken token) throws Throwable {
    Object handler = servletApi.handler(token);
    if (!(handler instanceof Drain) && !handler.getClass().getPackageName().equals(HTTP_2)) {
      ConnectionWatch watch = connections.of(members.connection(processor));
      if (watch != null) {
        watch.upgraded();
      }
    }
    return false;
  }

  /**
   * Advice of {@code Http11InputBuffer#parseRequestLine}.
   *
   * @param parsed false if Tomcat waits for more of it, or for a request at all
   */
  public boolean requestLineParsed(
      Http11InputBuffer input,
      boolean keptAlive,
      int connectionTimeout,
      int keepAliveTimeout,
      boolean parsed)
      throws Throwable {
    if (!parsed
        && members.read(input).limit() > 0
        && members.requestLinePhase(input) != PrivateMembers.PHASE_HTTP_2) {
      headIncomplete(input);
    }
    return parsed;
  }

  /**
   * Advice of {@code Http11InputBuffer#parseHeaders}.
   *
   * @param parsed false if Tomcat waits for more of them
   */
  public boolean headersParsed(Http11InputBuffer input, boolean parsed) throws Throwable {
    if (!parsed) {
      headIncomplete(input);
    }
    return parsed;
  }

  private void headIncomplete(Http11InputBuffer input) throws Throwable {
    ConnectionWatch watch = connections.of(members.connection(input));
    if (watch != null) {
      watch.headIncomplete();
    }
  }
}
