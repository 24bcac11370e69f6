package dev.drop444.undertow;

import dev.drop444.weaver.Component;
import dev.drop444.weaver.Component.Release;
import dev.drop444.weaver.Hook;
import dev.drop444.weaver.Hook.Point;
import dev.drop444.weaver.Versions;
import java.util.List;

/**
 * Where we stand in XNIO, the channels below Undertow. All differences between its versions belong
 * here; what the advice reads privately is in {@link XnioMembers}.
 */
final class XnioHooks {

  /** A raw socket, before XNIO registers or counts it. Covers plain text, TLS and AJP alike. */
  private static final Hook ACCEPTED =
      Hook.in("org.xnio.nio.NioTcpServer", "accept", "()Lorg/xnio/nio/NioSocketStreamConnection;")
          .call(Point.CALL_RESULT, "AcceptAdvice", "accepted")
          .after(
              "java.nio.channels.ServerSocketChannel",
              "accept",
              "()Ljava/nio/channels/SocketChannel;");

  /** The same before XNIO 3.8, which counts there only what it keeps. */
  private static final Hook OLD_ACCEPTED =
      Hook.in("org.xnio.nio.QueuedNioTcpServer", "handleReady", "()V")
          .call(Point.CALL_RESULT, "AcceptAdvice", "accepted")
          .after(
              "java.nio.channels.ServerSocketChannel",
              "accept",
              "()Ljava/nio/channels/SocketChannel;")
          .versions(Versions.range("3.3", "3.8"));

  /** Where XNIO has made a connection. */
  private static final Hook CONNECTED =
      Hook.in("org.xnio.nio.NioTcpServer", "accept", "()Lorg/xnio/nio/NioSocketStreamConnection;")
          .call(Point.RETURN, "EarlyAdvice", "connected");

  private static final Hook OLD_CONNECTED =
      Hook.in(
              "org.xnio.nio.QueuedNioTcpServer",
              "accept",
              "()Lorg/xnio/nio/NioSocketStreamConnection;")
          .call(Point.RETURN, "EarlyAdvice", "connected")
          .versions(Versions.range("3.3", "3.8"));

  /** What stands in front of a NioTcpServer, where that is used. */
  private static final Hook READY =
      Hook.in("org.xnio.nio.QueuedNioTcpServer2", "handleReady", "()V")
          .call(Point.ENTER, "EarlyAdvice", "ready")
          .versions(Versions.range("3.5.7", "3.6").or("3.8", "3.9"));

  static final Component COMPONENT =
      new Component(
          "XNIO",
          List.of(new Release("org/xnio/nio/Version.properties", "version")),
          Versions.range("3.3", "3.9"),
          List.of(ACCEPTED, OLD_ACCEPTED, CONNECTED, OLD_CONNECTED, READY));

  private XnioHooks() {}
}
