package dev.drop444.tomcat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A web server that passes requests on by AJP/1.3, one after the other on one connection. */
final class AjpClient implements AutoCloseable {

  private static final int TO_CONTAINER = 0x1234;
  private static final int FORWARD_REQUEST = 2;
  private static final int GET = 2;
  private static final int POST = 4;
  private static final int QUERY_STRING = 5;
  private static final int END_OF_REQUEST = 0xFF;
  private static final int SEND_BODY_CHUNK = 3;
  private static final int SEND_HEADERS = 4;
  private static final int END_RESPONSE = 5;
  private static final int GET_BODY_CHUNK = 6;

  /** Response fields that have a number, from 0xA001 on. */
  private static final List<String> CODED =
      List.of("Content-Type", "Content-Language", "Content-Length", "Date", "Last-Modified");

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  AjpClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param client whom the request is said to be from
   * @param protocol that the client is said to speak
   * @param body empty for a GET
   * @return the status, the fields in order, and the body, line by line
   */
  List<String> ask(
      String client, String protocol, boolean secure, String target, String body, String... fields)
      throws IOException {
    int query = target.indexOf('?');
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    DataOutputStream message = new DataOutputStream(packet);
    message.writeByte(FORWARD_REQUEST);
    message.writeByte(body.isEmpty() ? GET : POST);
    for (String part :
        List.of(
            protocol, query < 0 ? target : target.substring(0, query), client, "", "example.org")) {
      write(message, part);
    }
    message.writeShort(80);
    message.writeBoolean(secure);
    List<String> all = new ArrayList<>(List.of(fields));
    if (!body.isEmpty()) {
      all.add("Content-Length: " + body.length());
    }
    message.writeShort(all.size());
    for (String field : all) {
      write(message, field.substring(0, field.indexOf(':')));
      write(message, field.substring(field.indexOf(':') + 2));
    }
    if (query >= 0) {
      message.writeByte(QUERY_STRING);
      write(message, target.substring(query + 1));
    }
    message.writeByte(END_OF_REQUEST);
    send(packet.toByteArray());
    if (!body.isEmpty()) {
      packet.reset();
      message.writeShort(body.length());
      message.writeBytes(body);
      send(packet.toByteArray());
    }
    return receive();
  }

  private static void write(DataOutputStream message, String text) throws IOException {
    message.writeShort(text.length());
    message.writeBytes(text);
    message.writeByte(0);
  }

  private void send(byte[] packet) throws IOException {
    out.writeShort(TO_CONTAINER);
    out.writeShort(packet.length);
    out.write(packet);
  }

  private List<String> receive() throws IOException {
    List<String> answer = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    while (true) {
      in.readShort();
      int length = in.readShort();
      int type = in.readByte();
      switch (type) {
        case SEND_HEADERS:
          answer.add(Integer.toString(in.readShort()));
          read(in.readUnsignedShort());
          for (int fields = in.readShort(); fields > 0; fields--) {
            int name = in.readUnsignedShort();
            answer.add(
                (name > 0xA000 ? CODED.get(name - 0xA001) : read(name))
                    + ": "
                    + read(in.readUnsignedShort()));
          }
          break;
        case SEND_BODY_CHUNK:
          body.append(read(in.readUnsignedShort()));
          break;
        case GET_BODY_CHUNK:
          in.readShort();
          send(new byte[0]);
          break;
        case END_RESPONSE:
          answer.add(body.toString());
          if (!in.readBoolean()) {
            answer.add("closed");
          }
          return answer;
        default:
          throw new IOException("AJP message " + type + " of " + length + " bytes");
      }
    }
  }

  private String read(int length) throws IOException {
    String text = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    in.readByte();
    return text;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
