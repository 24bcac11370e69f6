package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connection below Tomcat's wrapper and below TLS, where it can be ended without a byte: what
 * goes through Tomcat's own close over TLS would send {@code close_notify} first.
 *
 * <p>The NIO connector only. Another connector has another channel here, and no other place.
 */
final class RawSocket {

  private RawSocket() {}

  /** The channel below, or null if this is not the NIO connector or the connection is closed. */
  static @Nullable SocketChannel channel(SocketWrapperBase<?> connection) {
    Object socket = connection.getSocket();
    return socket instanceof NioChannel ? ((NioChannel) socket).getIOChannel() : null;
  }

  /** The address at the other end, or null where there is none or the channel is closed. */
  static @Nullable InetAddress peer(SocketChannel channel) {
    try {
      SocketAddress address = channel.getRemoteAddress();
      return address instanceof InetSocketAddress
          ? ((InetSocketAddress) address).getAddress()
          : null;
    } catch (IOException closed) {
      return null;
    }
  }

  /** The port at our end, 0 if unknown. */
  static int localPort(SocketChannel channel) {
    try {
      SocketAddress address = channel.getLocalAddress();
      return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getPort() : 0;
    } catch (IOException closed) {
      return 0;
    }
  }

  /** FIN, now. The peer may go on sending; Tomcat can write nothing any more. */
  static void halfClose(SocketChannel channel) {
    try {
      channel.shutdownOutput();
    } catch (IOException | RuntimeException gone) {
      close(channel);
    }
  }

  /** FIN, now, and the end of input for whoever in Tomcat reads. */
  static void shutDown(SocketChannel channel) {
    halfClose(channel);
    try {
      channel.shutdownInput();
    } catch (IOException | RuntimeException gone) {
      close(channel);
    }
  }

  /**
   * The same, on a thread that has nothing to do with the connection. Never closes the channel:
   * Tomcat would keep the connection counted for ever.
   */
  static void shutDownFromOutside(SocketChannel channel) {
    try {
      channel.shutdownOutput();
    } catch (IOException | RuntimeException gone) {
      // The peer has reset it, and Tomcat's poller will see that.
    }
    try {
      channel.shutdownInput();
    } catch (IOException | RuntimeException gone) {
      // As above.
    }
  }

  /**
   * RST, now. The caller must let Tomcat close the wrapper afterwards, or the connection stays
   * counted for ever.
   */
  static void reset(SocketWrapperBase<?> connection, SocketChannel channel) {
    resetOnClose(channel);
    close(channel);
    if (connection instanceof NioSocketWrapper) {
      // The JDK closes a registered channel for real when its selector next looks, for Tomcat up to
      // a second later. (FIN needs no such help: half-closing is immediate.)
      ((NioSocketWrapper) connection).getPoller().getSelector().wakeup();
    }
  }

  /** Makes the coming close a RST, without TIME_WAIT on our side; where that is impossible, FIN. */
  static void resetOnClose(SocketChannel channel) {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException | RuntimeException unsupported) {
      // A Unix domain socket, or closed by the peer already: it ends anyway.
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

  static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException | RuntimeException closed) {
      // It is closed for the JDK even if the kernel complained.
    }
  }
}
