package dev.drop444.jetty.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was read of connections of which Jetty has made nothing yet, until it makes something of
 * them. Nothing is kept before the place where it is given to Jetty was seen to work, nor after it
 * ever failed, so that no hook which does not fit can cost a client its request. Thread-safe and
 * lock-free, but for the locks of a hash map's bins.
 */
public final class EarlyBytes implements AutoCloseable {

  /** Connections between accept and their end point; with more, Jetty has its hands full. */
  static final int MOST = 1024;

  private enum Delivery {
    UNSEEN,
    WORKS,
    FAILED
  }

  /** Channels are equal to themselves only. */
  private final Map<SelectableChannel, ByteBuffer> kept = new ConcurrentHashMap<>();

  private volatile Delivery delivery = Delivery.UNSEEN;

  /** Whether bytes may be read of one more connection. */
  boolean haveRoom() {
    if (delivery != Delivery.WORKS) {
      return false;
    }
    if (kept.size() >= MOST) {
      forgetClosed();
      return kept.size() < MOST;
    }
    return true;
  }

  /** Keeps a copy of what was read of a connection that Jetty is about to get. */
  void keep(SocketChannel channel, ByteBuffer read) {
    ByteBuffer copy = ByteBuffer.allocate(read.remaining()).put(read).flip();
    kept.put(channel, copy);
    if (delivery == Delivery.FAILED) {
      abandon(channel);
    }
  }

  /** What was read of a connection, null if nothing. From now on it is the caller's. */
  @Nullable ByteBuffer take(SelectableChannel channel) {
    if (delivery == Delivery.UNSEEN) {
      delivery = Delivery.WORKS;
    }
    return kept.remove(channel);
  }

  /** Jetty gets nothing of this connection. */
  void forget(SelectableChannel channel) {
    kept.remove(channel);
  }

  /** Jetty could not be given what was read of a connection. */
  void failed(SelectableChannel channel) {
    delivery = Delivery.FAILED;
    end(channel);
  }

  /** Forgets connections of which Jetty made nothing, since they ended or it is stopping. */
  void forgetClosed() {
    if (!kept.isEmpty()) {
      kept.keySet().removeIf(channel -> !channel.isOpen());
    }
  }

  /** Nobody will ask for the rest any more: their clients must not wait for an answer. */
  @Override
  public void close() {
    delivery = Delivery.FAILED;
    kept.keySet().forEach(this::abandon);
  }

  private void abandon(SelectableChannel channel) {
    if (kept.remove(channel) != null) {
      end(channel);
    }
  }

  /**
   * Has Jetty read an end of input, and clean up by itself. Never closes the channel, for which
   * Jetty would keep its end point for ever.
   */
  private static void end(SelectableChannel channel) {
    try {
      ((SocketChannel) channel).shutdownOutput();
      ((SocketChannel) channel).shutdownInput();
    } catch (IOException | RuntimeException gone) {
      // It has ended.
    }
  }
}
