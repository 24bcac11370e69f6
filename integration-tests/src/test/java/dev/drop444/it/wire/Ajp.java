package dev.drop444.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** AJP/1.3 over a wire, as a web server speaks it: one request after the other, without bodies. */
public final class Ajp {

  private static final int TO_CONTAINER = 0x1234;
  private static final int FORWARD_REQUEST = 2;
  private static final int GET = 2;
  private static final int END_OF_REQUEST = 0xFF;
  private static final int SEND_BODY_CHUNK = 3;
  private static final int SEND_HEADERS = 4;
  private static final int END_RESPONSE = 5;
  private static final int HEADER_BYTES = 4;

  private final Wire wire;
  private ByteBuffer received = ByteBuffer.allocate(0);

  public Ajp(Wire wire) {
    this.wire = wire;
  }

  /**
   * Passes a GET on, and waits for the answer.
   *
   * @param client the address of whom it is from, as the web server says
   */
  public Response ask(String client, Request request) {
    try {
      ByteArrayOutputStream payload = new ByteArrayOutputStream();
      DataOutputStream message = new DataOutputStream(payload);
      message.writeByte(FORWARD_REQUEST);
      message.writeByte(GET);
      for (String part : List.of("HTTP/1.1", request.target(), client, "", request.host())) {
        write(message, part);
      }
      message.writeShort(80);
      message.writeBoolean(false);
      List<Request.Field> fields = new ArrayList<>(request.fields());
      fields.add(0, new Request.Field("Host", request.host()));
      message.writeShort(fields.size());
      for (Request.Field field : fields) {
        write(message, field.name());
        write(message, field.value());
      }
      message.writeByte(END_OF_REQUEST);
      ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES + payload.size());
      packet.putShort((short) TO_CONTAINER).putShort((short) payload.size());
      wire.send(packet.put(payload.toByteArray()).array());
      return receive();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(DataOutputStream message, String text) throws IOException {
    message.writeShort(text.length());
    message.writeBytes(text);
    message.writeByte(0);
  }

  private Response receive() {
    int status = 0;
    StringBuilder text = new StringBuilder();
    while (true) {
      ByteBuffer message = next();
      switch (message.get()) {
        case SEND_HEADERS -> {
          status = message.getShort();
          read(message, message.getShort() & 0xFFFF);
          for (int fields = message.getShort(); fields > 0; fields--) {
            int name = message.getShort() & 0xFFFF;
            text.append(name > 0xA000 ? Integer.toHexString(name) : read(message, name))
                .append(": ")
                .append(read(message, message.getShort() & 0xFFFF))
                .append('\n');
          }
        }
        case SEND_BODY_CHUNK -> text.append(read(message, message.getShort() & 0xFFFF));
        case END_RESPONSE -> {
          return new Response(status, text.toString());
        }
        default -> throw new AssertionError("A message that nobody expects");
      }
    }
  }

  private static String read(ByteBuffer message, int length) {
    byte[] bytes = new byte[length];
    message.get(bytes);
    message.get();
    return new String(bytes, ISO_8859_1);
  }

  /** The payload of the next message. */
  private ByteBuffer next() {
    while (received.remaining() < HEADER_BYTES
        || received.remaining() < HEADER_BYTES + length(received)) {
      byte[] more = wire.receive();
      if (more.length == 0) {
        throw new AssertionError("The connection has ended: " + wire.end());
      }
      received =
          ByteBuffer.allocate(received.remaining() + more.length).put(received).put(more).flip();
    }
    int length = length(received);
    received.position(received.position() + HEADER_BYTES);
    ByteBuffer message = received.slice().limit(length);
    received.position(received.position() + length);
    return message;
  }

  private static int length(ByteBuffer packet) {
    return packet.getShort(packet.position() + 2) & 0xFFFF;
  }
}
