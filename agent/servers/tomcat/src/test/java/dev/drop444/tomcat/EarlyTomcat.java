package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A Tomcat whose clients have sent something before their connection is looked at. */
final class EarlyTomcat {

  private final WovenTomcat tomcat;

  EarlyTomcat(WovenTomcat tomcat) {
    this.tomcat = tomcat;
  }

  /** As just started, but for one connection, and during a flood. */
  void begin() throws IOException {
    tomcat.forget();
    // Before the first, nothing is read: what would give it to Tomcat is not linked.
    assertThat(RawClient.exchange(tomcat.server.port(), "GET /good HTTP/1.0\r\n\r\n"))
        .endsWith("length 0");
    tomcat.forget();
    tomcat.rules.looksEarly = true;
    tomcat.rules.writesAccessLog = false;
  }

  Socket connect(String first) throws IOException {
    CountDownLatch written = new CountDownLatch(1);
    tomcat.rules.written = written;
    try {
      Socket client = new Socket(InetAddress.getLoopbackAddress(), tomcat.server.port());
      client.setSoTimeout(10_000);
      send(client, first);
      return client;
    } finally {
      written.countDown();
    }
  }

  static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** All that comes back, as {@link RawClient} shows it, of what is the last that is sent. */
  String exchange(String only) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    String end = "";
    try (Socket client = connect(only)) {
      try {
        client.shutdownOutput();
        InputStream in = client.getInputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
          answer.write(b);
        }
      } catch (SocketException reset) {
        end = RawClient.RESET;
      }
    }
    return answer.toString(StandardCharsets.ISO_8859_1) + end;
  }

  /** Reads up to the end of one answer. */
  static void answered(Socket client, String end) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith(end)) {
      int next = client.getInputStream().read();
      assertThat(next).as("end of the connection after %s", answer).isNotEqualTo(-1);
      answer.append((char) next);
    }
  }

  /**
   * Does the same again until the early look has seen it, which it does not if the kernel was late
   * with the bytes.
   */
  void untilSeen(Attempt attempt) throws Exception {
    for (int i = 0; i < 20 && tomcat.rules.early.isEmpty(); i++) {
      attempt.make();
    }
    assertThat(tomcat.rules.early).isNotEmpty();
  }

  interface Attempt {
    void make() throws Exception;
  }
}
