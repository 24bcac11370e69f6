package dev.drop444.it.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A TCP connection that reports what the kernel saw. Subclassed by {@link TlsWire}, which puts
 * records around the bytes. Confined to one thread.
 */
public class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private static final ScheduledExecutorService DEADLINES =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "deadlines");
            thread.setDaemon(true);
            return thread;
          });

  private final Socket socket;
  private final byte[] buffer = new byte[16 * 1024];
  private End end = End.OPEN;
  private boolean writable = true;
  private long bytes;

  Wire(String from, int port) throws IOException {
    this.socket = new Socket();
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.bind(address(from, 0));
    try {
      socket.connect(address("127.0.0.1", port), PATIENCE_MILLIS);
    } catch (SocketException e) {
      if (!isReset(e)) {
        throw e;
      }
      end = End.RST;
    }
  }

  /**
   * Connects in the clear.
   *
   * @param from the loopback address to come from
   */
  public static Wire plain(String from, int port) throws IOException {
    return new Wire(from, port);
  }

  /** Sends bytes of HTTP; what the server no longer takes is lost, as it is with a real client. */
  public void send(byte[] http) {
    sendRaw(http);
  }

  /**
   * The next bytes of HTTP.
   *
   * @return at least one byte, or none at the end of the connection
   */
  public byte[] receive() {
    return receiveRaw();
  }

  /** Says that nothing more will come; what the server still says can be received. */
  public void finish() {
    finishRaw();
  }

  final void finishRaw() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // The connection is gone already, which the next read shows.
      writable = false;
    }
  }

  /** Whether the server said good-bye in the language of TLS. */
  public boolean closeNotified() {
    return false;
  }

  /** Reads until the server ends the connection. */
  public byte[] receiveAll() {
    byte[] all = new byte[0];
    for (byte[] some = receive(); some.length > 0; some = receive()) {
      int length = all.length;
      all = Arrays.copyOf(all, length + some.length);
      System.arraycopy(some, 0, all, length, some.length);
    }
    return all;
  }

  /** Whether not a byte comes within a short time, until the connection ends or remains open. */
  public final boolean isSilentFor(int millis) {
    if (end != End.OPEN) {
      return true;
    }
    try {
      socket.setSoTimeout(millis);
      if (socket.getInputStream().read() >= 0) {
        bytes++;
        return false;
      }
      end = writable ? End.FIN : End.RST;
    } catch (SocketTimeoutException open) {
      return true;
    } catch (SocketException e) {
      if (!isReset(e)) {
        throw new UncheckedIOException(e);
      }
      end = End.RST;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      patiently();
    }
    return true;
  }

  private void patiently() {
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the server ended the connection, as far as {@link #receive} has come. */
  public final End end() {
    return end;
  }

  /** How many bytes came over TCP, TLS records included. */
  public final long bytes() {
    return bytes;
  }

  final void sendRaw(byte[] raw) {
    if (!writable || end == End.RST) {
      return;
    }
    // A write has no deadline of its own: a server that neither reads nor closes would hold it.
    Future<?> deadline = DEADLINES.schedule(() -> close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    try {
      socket.getOutputStream().write(raw);
    } catch (IOException e) {
      // Only an RST makes a write fail, and the failure uses it up: a read afterwards would find
      // what came before the RST, and then what looks like FIN.
      writable = false;
    } finally {
      deadline.cancel(false);
    }
  }

  final byte[] receiveRaw() {
    if (end != End.OPEN) {
      return new byte[0];
    }
    try {
      int read = socket.getInputStream().read(buffer);
      if (read < 0) {
        end = writable ? End.FIN : End.RST;
        return new byte[0];
      }
      bytes += read;
      return Arrays.copyOf(buffer, read);
    } catch (SocketTimeoutException e) {
      throw new AssertionError(
          "The server neither answers nor closes within " + PATIENCE_MILLIS + " ms", e);
    } catch (SocketException e) {
      if (!isReset(e)) {
        throw new UncheckedIOException(e);
      }
      end = End.RST;
      return new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads over what is left until the server ends the connection. */
  final void receiveRawToEnd() {
    while (receiveRaw().length > 0) {
      // Only the end is of interest.
    }
  }

  private static InetSocketAddress address(String dotted, int port) throws IOException {
    String[] parts = dotted.split("\\.", 4);
    byte[] octets = new byte[4];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) Integer.parseInt(parts[i]);
    }
    return new InetSocketAddress(InetAddress.getByAddress(octets), port);
  }

  private static boolean isReset(SocketException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("reset") || message.contains("Broken pipe");
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
