package dev.drop444.it.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Http1;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Response;
import dev.drop444.it.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A client's end of a WebSocket (RFC 6455), for short texts. Confined to one thread. */
public final class WebSocket implements AutoCloseable {

  private static final int TEXT = 0x81;
  private static final int MASKED = 0x80;

  private final Wire wire;

  private WebSocket(Wire wire) {
    this.wire = wire;
  }

  /** Opens it. */
  public static WebSocket open(String from, int port) throws IOException {
    Wire wire = Wire.plain(from, port);
    Request request =
        Request.get("/chat")
            .with("Connection", "Upgrade")
            .with("Upgrade", "websocket")
            .with("Sec-WebSocket-Version", "13")
            .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    Http1 http = new Http1(wire);
    http.send(request.http1());
    Response response = http.receive();
    if (response == null || response.status() != 101) {
      wire.close();
      throw new AssertionError("No WebSocket: " + response);
    }
    return new WebSocket(wire);
  }

  /**
   * Says something and waits for the answer.
   *
   * @return what is heard, or an empty text if the server has ended the connection
   */
  public String say(String text) {
    byte[] payload = text.getBytes(UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(TEXT);
    frame.write(MASKED | payload.length);
    // A mask of zeros changes nothing, and is one.
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    wire.send(frame.toByteArray());
    String heard = "";
    while (heard.length() < 2 || heard.length() < 2 + heard.charAt(1)) {
      byte[] more = wire.receive();
      if (more.length == 0) {
        return "";
      }
      heard += new String(more, ISO_8859_1);
    }
    return heard.substring(2);
  }

  /** Waits, without a word, until the server ends the connection. */
  public End awaitEnd() {
    wire.receiveAll();
    return wire.end();
  }

  @Override
  public void close() {
    wire.close();
  }
}
