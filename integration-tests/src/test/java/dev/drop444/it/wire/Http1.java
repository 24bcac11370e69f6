package dev.drop444.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 over a wire: responses are cut out of the stream of bytes, and kept as they are. */
public final class Http1 {

  private final Wire wire;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  public Http1(Wire wire) {
    this.wire = wire;
  }

  public void send(byte[] bytes) {
    wire.send(bytes);
  }

  /**
   * The next response.
   *
   * @return null if the connection ends before its first byte
   * @throws AssertionError if the connection ends in the middle of it
   */
  public @Nullable Response receive() {
    while (true) {
      int length = length(received.toString(ISO_8859_1));
      if (length > 0) {
        byte[] all = received.toByteArray();
        received.reset();
        received.write(all, length, all.length - length);
        return Response.http1(Arrays.copyOf(all, length));
      }
      byte[] more = wire.receive();
      if (more.length == 0) {
        if (received.size() == 0) {
          return null;
        }
        throw new AssertionError("Half a response: " + received.toString(ISO_8859_1));
      }
      received.writeBytes(more);
    }
  }

  /** What came after the last response, up to the end of the connection. */
  public byte[] receiveAll() {
    received.writeBytes(wire.receiveAll());
    return received.toByteArray();
  }

  /** The length of the response at the start, 0 while it is not complete. */
  private static int length(String text) {
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return 0;
    }
    String fields = text.substring(0, head + 2).toLowerCase(Locale.ROOT);
    int body = head + 4;
    if (fields.startsWith("http/1.1 1")) {
      return body;
    }
    if (fields.contains("\r\ntransfer-encoding: chunked\r\n")) {
      int last = text.indexOf("\r\n0\r\n\r\n", head + 2);
      return last < 0 ? 0 : last + 7;
    }
    int at = fields.indexOf("\r\ncontent-length:");
    if (at < 0) {
      return body;
    }
    int value = at + "\r\ncontent-length:".length();
    int length = Integer.parseInt(fields.substring(value, fields.indexOf("\r\n", value)).trim());
    return text.length() < body + length ? 0 : body + length;
  }
}
