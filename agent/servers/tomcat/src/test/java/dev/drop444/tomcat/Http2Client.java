package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** HTTP/2 with prior knowledge, frame by frame (RFC 9113 section 4.1). */
final class Http2Client implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int GOAWAY = 7;
  private static final int SETTINGS = 4;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private int lastEnded;

  Http2Client(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  /**
   * A request head: literals without indexing and without Huffman code (RFC 7541 section 6.2.2).
   */
  void head(int stream, String method, String path, boolean last) throws IOException {
    head(stream, method, path, last, new ByteArrayOutputStream());
  }

  /** The same, and it announces the length of a body that follows. */
  void head(int stream, String method, String path, int contentLength) throws IOException {
    ByteArrayOutputStream after = new ByteArrayOutputStream();
    field(after, 0, "content-length", Integer.toString(contentLength));
    head(stream, method, path, false, after);
  }

  private void head(
      int stream, String method, String path, boolean last, ByteArrayOutputStream more)
      throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x86); // :scheme http
    field(block, 2, method);
    field(block, 4, path);
    field(block, 1, "example.org:8080");
    for (String value : new String[] {"one", "two"}) {
      field(block, 0, "x-tag", value);
    }
    more.writeTo(block);
    send(HEADERS, END_HEADERS | (last ? END_STREAM : 0), stream, block.toByteArray());
  }

  private static void field(ByteArrayOutputStream block, int name, String... texts)
      throws IOException {
    block.write(name);
    for (String text : texts) {
      block.write(text.length());
      block.write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  void data(int stream, int length, boolean last) throws IOException {
    send(DATA, last ? END_STREAM : 0, stream, new byte[length]);
  }

  /** Lets the server send more (RFC 9113 section 6.9). */
  private void credit(int stream, int octets) throws IOException {
    send(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(octets).array());
  }

  /** Gives up a request. */
  void reset(int stream) throws IOException {
    send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
  }

  private void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putShort((short) (payload.length >> 8)).put((byte) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
  }

  /**
   * The next frame about streams or the connection's end, as {@code RST_STREAM 3 8}; empty DATA and
   * other types are skipped. {@code EOF} when there is none.
   */
  String next() throws IOException {
    String frame = nextOrEmpty();
    while (frame.endsWith(" ")) {
      frame = nextOrEmpty();
    }
    return frame;
  }

  /** The same, with empty DATA. */
  String nextOrEmpty() throws IOException {
    while (true) {
      int length;
      try {
        length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
      } catch (EOFException end) {
        return "EOF";
      }
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
        lastEnded = stream;
      }
      switch (type) {
        case DATA:
          return "DATA " + stream + " " + new String(payload, StandardCharsets.US_ASCII);
        case HEADERS:
          return "HEADERS " + stream;
        case RST_STREAM:
          return "RST_STREAM " + stream + " " + ByteBuffer.wrap(payload).getInt();
        case GOAWAY:
          return "GOAWAY " + ByteBuffer.wrap(payload).getInt(4);
        case SETTINGS:
          if ((flags & 1) == 0) {
            send(SETTINGS, 1, 0, new byte[0]);
          }
          break;
        default:
          break;
      }
    }
  }

  /**
   * Reads until the server has ended a stream. A client that leaves before that has some Tomcats
   * use the objects of its request for the next one while the application still writes to them
   * (docs/limits.md).
   */
  void readToEnd(int stream) throws IOException {
    if (lastEnded != stream) {
      // At once, since the server takes many small ones for an attack.
      credit(0, 1_000_000);
      credit(stream, 1_000_000);
    }
    while (lastEnded != stream) {
      assertThat(nextOrEmpty()).startsWith("DATA " + stream + " ");
    }
  }

  /**
   * The first frame about a stream. Those before it have been answered without a body; what may
   * still come of them is their end, and in 10.1.0 a reset.
   */
  String first(int stream) throws IOException {
    String frame = nextOrEmpty();
    while (frame.matches("DATA \\d+ |RST_STREAM \\d+ \\d") && streamOf(frame) < stream) {
      frame = nextOrEmpty();
    }
    return frame;
  }

  private static int streamOf(String frame) {
    return Integer.parseInt(frame.replaceAll("[A-Z_]+ (\\d+) ?.*", "$1"));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
