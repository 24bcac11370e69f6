package dev.drop444.undertow;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** HTTP/2 with prior knowledge, frame by frame (RFC 9113); of HPACK what a test needs. */
final class RawHttp2 implements AutoCloseable {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 0x1;
  private static final int END_HEADERS = 0x4;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;
  private int lastStream = -1;

  RawHttp2(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    in = new DataInputStream(socket.getInputStream());
    out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  /** Asks for a target on a stream of its own; what the server says to that, until it is final. */
  List<String> get(String target) throws IOException {
    lastStream += 2;
    frame(HEADERS, END_STREAM | END_HEADERS, lastStream, head("GET", target));
    return answers();
  }

  /** Starts an upload on a stream of its own. */
  void post(String target, String begin) throws IOException {
    lastStream += 2;
    frame(HEADERS, END_HEADERS, lastStream, head("POST", target));
    more(begin, false);
  }

  /** Goes on with the upload. */
  void more(String text, boolean last) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    frame(DATA, last ? END_STREAM : 0, lastStream, bytes);
  }

  /** Sends the first part of a head, which does not say that it is all. */
  void halfAHead() throws IOException {
    lastStream += 2;
    frame(HEADERS, END_STREAM, lastStream, new byte[] {(byte) 0x82});
  }

  /**
   * What the server says to the last stream, until that ends: where a client leaves before,
   * Undertow 2.2 may have a thread wait for it for ever (without us, too).
   */
  List<String> answers() throws IOException {
    List<String> answers = new ArrayList<>();
    try {
      while (!read(answers)) {
        // Goes on.
      }
    } catch (EOFException | SocketException end) {
      answers.add("end");
    }
    return answers;
  }

  /** Reads a frame; true if the last stream, or all of it, ends with that. */
  private boolean read(List<String> answers) throws IOException {
    int length = (in.readUnsignedShort() << 8) | in.readUnsignedByte();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = new byte[length];
    in.readFully(payload);
    if (type == HEADERS && stream == lastStream) {
      // The static table's :status 200, 400 and 404 (RFC 7541 appendix A).
      int status = payload[0] & 0xff;
      answers.add(
          status == 0x88
              ? "200"
              : status == 0x8c ? "400" : status == 0x8d ? "404" : "HEADERS " + status);
    } else if (type == RST_STREAM && stream == lastStream) {
      answers.add("RST_STREAM " + payload[3]);
    } else if (type == GOAWAY) {
      answers.add("GOAWAY");
    }
    if (type == DATA && length > 0) {
      allow(0, length);
      allow(stream, length);
    }
    boolean isLast = (type == HEADERS || type == DATA) && (flags & END_STREAM) != 0;
    return type == GOAWAY || (stream == lastStream && (isLast || type == RST_STREAM));
  }

  /** So much more than what has come. */
  private void allow(int stream, int length) throws IOException {
    frame(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
  }

  private static byte[] head(String method, String target) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(method.equals("GET") ? 0x82 : 0x83); // :method
    block.write(0x86); // :scheme http
    literal(block, 0x04, target); // :path
    literal(block, 0x01, "a"); // :authority
    return block.toByteArray();
  }

  /** A field that is not to be indexed, with a name of the static table and a short value. */
  private static void literal(ByteArrayOutputStream block, int name, String value)
      throws IOException {
    byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
    if (text.length > 126) {
      throw new IllegalArgumentException("too long for this encoder");
    }
    block.write(name);
    block.write(text.length);
    block.write(text);
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream frame = new DataOutputStream(bytes);
    frame.writeByte(0);
    frame.writeShort(payload.length);
    frame.writeByte(type);
    frame.writeByte(flags);
    frame.writeInt(stream);
    frame.write(payload);
    out.write(bytes.toByteArray());
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
