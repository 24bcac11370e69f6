package dev.drop444.undertow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Sends bytes and shows what comes back, as ISO-8859-1. */
final class RawClient implements AutoCloseable {

  /** Stands for an end by RST. */
  static final String RESET = "(reset)";

  private final Socket socket;

  RawClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
  }

  /** Inside TLS, after the handshake; with the usual versions of TLS, or some only. */
  static RawClient inTls(int port, String... versions)
      throws IOException, GeneralSecurityException {
    Socket tcp = new Socket(InetAddress.getLoopbackAddress(), port);
    SSLSocket socket =
        (SSLSocket) RawTls.trusting().getSocketFactory().createSocket(tcp, "127.0.0.1", port, true);
    if (versions.length > 0) {
      socket.setEnabledProtocols(versions);
    }
    socket.startHandshake();
    return new RawClient(socket);
  }

  /** All that comes back; {@link #RESET} at its end if there was one. */
  static String exchange(int port, String request) throws IOException {
    return exchange(port, request, () -> {});
  }

  /**
   * All that comes back.
   *
   * @param meanwhile done after sending and before reading
   */
  static String exchange(int port, String request, Runnable meanwhile) throws IOException {
    try (RawClient client = new RawClient(port)) {
      try {
        client.send(request);
      } catch (SocketException reset) {
        return RESET;
      }
      meanwhile.run();
      return client.rest();
    }
  }

  void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What comes up to and including the next empty line, or the end. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.append((char) b);
      if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        break;
      }
    }
    return head.toString();
  }

  /** Reads what is known to come. */
  void skip(String text) throws IOException {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] read = socket.getInputStream().readNBytes(expected.length);
    if (!Arrays.equals(read, expected)) {
      throw new IOException("got " + new String(read, StandardCharsets.ISO_8859_1));
    }
  }

  /** All that comes up to the end of the connection; {@link #RESET} at its end if it was one. */
  String rest() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    String end = "";
    try {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8_192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        answer.write(buffer, 0, n);
      }
    } catch (SSLException unclean) {
      // Without a close_notify, as drops are.
      return answer.toString(StandardCharsets.ISO_8859_1);
    } catch (SocketException reset) {
      end = RESET;
    }
    return answer.toString(StandardCharsets.ISO_8859_1) + end;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
