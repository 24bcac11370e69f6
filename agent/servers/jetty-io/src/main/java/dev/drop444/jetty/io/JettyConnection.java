package dev.drop444.jetty.io;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.OpenConnection;
import dev.drop444.engine.gate.RequestWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/** A TCP connection that Jetty has accepted, and what the engine wants to hear of it. */
public final class JettyConnection implements OpenConnection {

  private final EndPoint endPoint;
  private final SocketChannel channel;
  private final InetAddress peer;
  private final int localPort;
  private final Executor executor;
  private volatile @Nullable ConnectionWatch watch;
  private volatile boolean settled;
  private volatile boolean closed;

  /** Requests whose end the engine wants to hear of; made for the first of them. */
  private volatile @Nullable Set<RequestWatch> requests;

  /**
   * A connection.
   *
   * @param endPoint at the bottom
   * @param channel beneath it
   * @param executor for what the engine's thread must not do itself
   */
  JettyConnection(
      EndPoint endPoint,
      SocketChannel channel,
      InetAddress peer,
      int localPort,
      Executor executor) {
    this.endPoint = endPoint;
    this.channel = channel;
    this.peer = peer;
    this.localPort = localPort;
    this.executor = executor;
  }

  void setWatch(ConnectionWatch watch) {
    this.watch = watch;
  }

  /** From now on, the end point can be closed by any thread. */
  void setSettled() {
    settled = true;
  }

  /** Who is to be told, null until it is known. */
  public @Nullable ConnectionWatch watch() {
    return watch;
  }

  @Override
  public InetAddress peer() {
    return peer;
  }

  @Override
  public int localPort() {
    return localPort;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  /**
   * FIN by shutting both directions down: Jetty reads an end of input, as when the client sent FIN,
   * and cleans up by itself. RST by closing the end point; never the channel, for which Jetty would
   * keep its end point for ever, as it would if the end point were closed while it is being opened:
   * then the RST follows a FIN.
   */
  @Override
  public void end(Closing how) {
    try {
      if (how == Closing.RST) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      if (how == Closing.RST && settled) {
        execute(() -> JettyApi.close(endPoint, new EofException("ended")));
      } else {
        channel.shutdownOutput();
        channel.shutdownInput();
      }
    } catch (IOException | RuntimeException gone) {
      // It has ended.
    }
  }

  /**
   * Not on the engine's thread, for whoever waits on the connection may be told on the one that
   * closes it; nor behind other work, for the threads may all be waiting for connections to end.
   */
  private void execute(Runnable close) {
    JettyApi.executeImmediately(executor, close);
  }

  /** Keeps a watch until its request is over, or else the connection. */
  public void add(RequestWatch request) {
    Set<RequestWatch> all = requests;
    if (all == null) {
      synchronized (this) {
        all = requests;
        if (all == null) {
          all = ConcurrentHashMap.newKeySet();
          requests = all;
        }
      }
    }
    all.add(request);
    if (closed) {
      complete();
    }
  }

  public void remove(RequestWatch request) {
    Set<RequestWatch> all = requests;
    if (all != null) {
      all.remove(request);
    }
  }

  void closed() {
    closed = true;
    ConnectionWatch told = watch;
    if (told != null) {
      told.closed();
    }
    complete();
  }

  private void complete() {
    Set<RequestWatch> all = requests;
    if (all != null) {
      all.forEach(RequestWatch::completed);
      all.clear();
    }
  }
}
