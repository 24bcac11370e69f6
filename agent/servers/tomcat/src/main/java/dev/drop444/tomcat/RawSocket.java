package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.Nio2Channel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connection below Tomcat's wrapper and below TLS, where it can be ended without a byte: what
 * goes through Tomcat's own close over TLS would send {@code close_notify} first.
 *
 * <p>The NIO and NIO2 connectors; what is different about them is here, and in {@link Drain}.
 */
final class RawSocket {

  private RawSocket() {}

  /** The channel below, or null if this is another connector or the connection is closed. */
  static @Nullable NetworkChannel channel(SocketWrapperBase<?> connection) {
    Object socket = connection.getSocket();
    if (socket instanceof NioChannel) {
      return ((NioChannel) socket).getIOChannel();
    }
    return socket instanceof Nio2Channel ? ((Nio2Channel) socket).getIOChannel() : null;
  }

  /** Whether a connection can be ended as wanted by RST; NIO2's have no {@code SO_LINGER}. */
  static boolean resets(NetworkChannel channel, Closing wanted) {
    return wanted == Closing.RST && channel instanceof SocketChannel;
  }

  /** The address at the other end, or null where there is none or the channel is closed. */
  static @Nullable InetAddress peer(NetworkChannel channel) {
    try {
      SocketAddress address =
          channel instanceof SocketChannel
              ? ((SocketChannel) channel).getRemoteAddress()
              : ((AsynchronousSocketChannel) channel).getRemoteAddress();
      return address instanceof InetSocketAddress
          ? ((InetSocketAddress) address).getAddress()
          : null;
    } catch (IOException closed) {
      return null;
    }
  }

  /** The port at our end, 0 if unknown. */
  static int localPort(NetworkChannel channel) {
    try {
      SocketAddress address = channel.getLocalAddress();
      return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getPort() : 0;
    } catch (IOException closed) {
      return 0;
    }
  }

  private static void shutDownOutput(NetworkChannel channel) throws IOException {
    if (channel instanceof SocketChannel) {
      ((SocketChannel) channel).shutdownOutput();
    } else {
      ((AsynchronousSocketChannel) channel).shutdownOutput();
    }
  }

  private static void shutDownInput(NetworkChannel channel) throws IOException {
    if (channel instanceof SocketChannel) {
      ((SocketChannel) channel).shutdownInput();
    } else {
      ((AsynchronousSocketChannel) channel).shutdownInput();
    }
  }

  /** FIN, now. The peer may go on sending; Tomcat can write nothing any more. */
  static void halfClose(NetworkChannel channel) {
    try {
      shutDownOutput(channel);
    } catch (IOException | RuntimeException gone) {
      close(channel);
    }
  }

  /** FIN, now, and the end of input for whoever in Tomcat reads. */
  static void shutDown(NetworkChannel channel) {
    halfClose(channel);
    try {
      shutDownInput(channel);
    } catch (IOException | RuntimeException gone) {
      close(channel);
    }
  }

  /**
   * The same, on a thread that has nothing to do with the connection. Never closes the channel:
   * Tomcat would keep the connection counted for ever.
   */
  static void shutDownFromOutside(NetworkChannel channel) {
    try {
      shutDownOutput(channel);
    } catch (IOException | RuntimeException gone) {
      // The peer has reset it, and Tomcat's poller will see that.
    }
    try {
      shutDownInput(channel);
    } catch (IOException | RuntimeException gone) {
      // As above.
    }
  }

  /**
   * RST, now, of what {@link #resets}. The caller must let Tomcat close the wrapper afterwards, or
   * the connection stays counted for ever.
   */
  static void reset(SocketWrapperBase<?> connection, NetworkChannel channel) {
    resetOnClose(channel);
    close(channel);
    if (connection instanceof NioSocketWrapper) {
      // The JDK closes a registered channel for real when its selector next looks, for Tomcat up to
      // a second later. (FIN needs no such help: half-closing is immediate.)
      ((NioSocketWrapper) connection).getPoller().getSelector().wakeup();
    }
  }

  /** Makes the coming close a RST, without TIME_WAIT on our side; where that is impossible, FIN. */
  static void resetOnClose(NetworkChannel channel) {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException | RuntimeException unsupported) {
      // NIO2, a Unix domain socket, or closed by the peer already: it ends anyway.
    }
  }

  /** Reads what has arrived, and throws it away: input left unread would turn FIN into RST. */
  static void discard(SocketChannel channel, ByteBuffer scratch) {
    try {
      int read = 0;
      for (int left = Closing.DRAIN_BYTES; left > 0 && read >= 0; left -= read) {
        scratch.clear();
        read = channel.read(scratch);
        if (read == 0) {
          return;
        }
      }
    } catch (IOException | RuntimeException gone) {
      // Then there is nothing to read.
    }
  }

  static void close(NetworkChannel channel) {
    try {
      channel.close();
    } catch (IOException | RuntimeException closed) {
      // It is closed for the JDK even if the kernel complained.
    }
  }
}
