package dev.drop444.tomcat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Sends bytes and shows what comes back, up to the end of the connection. */
final class RawClient {

  /** Stands for an end by RST. */
  static final String RESET = "(reset)";

  private RawClient() {}

  /** The bytes that came back, as ISO-8859-1; {@link #RESET} at their end if there was one. */
  static String exchange(int port, String request) throws IOException {
    return exchange(port, request, false);
  }

  /** The same, and says after the request that there will be no other. */
  static String exchangeOne(int port, String request) throws IOException {
    return exchange(port, request, true);
  }

  private static String exchange(int port, String request, boolean only) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      String end = "";
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        if (only) {
          socket.shutdownOutput();
        }
        InputStream in = socket.getInputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
          answer.write(b);
        }
      } catch (SocketException reset) {
        end = RESET;
      }
      return answer.toString(StandardCharsets.ISO_8859_1) + end;
    }
  }
}
