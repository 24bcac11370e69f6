package dev.drop444.jetty;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** HTTP/2 with prior knowledge, frame by frame (RFC 9113 section 4.1). */
final class RawHttp2 implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private final Socket socket;
  private final Function<byte[], String> hpack;
  private final DataInputStream in;
  private final OutputStream out;

  RawHttp2(Socket socket, Function<byte[], String> hpack) throws IOException {
    this.socket = socket;
    this.hpack = hpack;
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    // No dynamic table (SETTINGS_HEADER_TABLE_SIZE is 0), so that heads can be read one by one.
    send(SETTINGS, 0, 0, new byte[] {0, 1, 0, 0, 0, 0});
  }

  /** A request head without a body to follow. */
  void get(int stream, String path) throws IOException {
    head(stream, "GET", path, true);
  }

  /** A request head. */
  void head(int stream, String method, String path, boolean last) throws IOException {
    send(HEADERS, END_HEADERS | (last ? END_STREAM : 0), stream, block(method, path));
  }

  /** Literals without indexing and without Huffman code (RFC 7541 section 6.2.2). */
  static byte[] block(String method, String path) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x86); // :scheme http
    field(block, 2, method);
    field(block, 4, path);
    field(block, 1, "localhost");
    return block.toByteArray();
  }

  private static void field(ByteArrayOutputStream block, int name, String text) throws IOException {
    block.write(name);
    block.write(text.length());
    block.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  void data(int stream, int length, boolean last) throws IOException {
    send(DATA, last ? END_STREAM : 0, stream, new byte[length]);
  }

  void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putShort((short) (payload.length >> 8)).put((byte) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
  }

  /**
   * The next frame about streams or the connection's end, as {@code RST_STREAM 3 8} or {@code
   * HEADERS 1 end 404}; empty DATA only where it ends a stream; other types are skipped. {@code
   * EOF} when there is none.
   */
  String next() throws IOException {
    try {
      return nextFrame();
    } catch (EOFException end) {
      return "EOF";
    } catch (SocketException reset) {
      // Also where it overtakes what we answer to SETTINGS.
      return "RST";
    }
  }

  private String nextFrame() throws IOException {
    while (true) {
      int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      String end = (flags & END_STREAM) != 0 ? " end" : "";
      switch (type) {
        case DATA:
          if (length == 0 && end.isEmpty()) {
            break;
          }
          return "DATA " + stream + end + " " + new String(payload, StandardCharsets.US_ASCII);
        case HEADERS:
          return "HEADERS " + stream + end + " " + hpack.apply(payload);
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

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
