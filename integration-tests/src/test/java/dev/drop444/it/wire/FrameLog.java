package dev.drop444.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;

/** The frames of HTTP/2 that a server sent, read for what ends a stream or the connection. */
final class FrameLog {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;

  private final List<Integer> statuses = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean over;

  FrameLog(byte[] bytes) {
    HpackDecoder decoder = new HpackDecoder(64 * 1024, System::nanoTime);
    // Some clients allow a larger table than the default, and servers take them at their word.
    decoder.setMaxTableCapacity(64 * 1024);
    ByteBuffer frames = ByteBuffer.wrap(bytes);
    while (frames.remaining() >= 9) {
      int length = ((frames.get() & 0xff) << 16) | (frames.getShort() & 0xffff);
      int type = frames.get();
      int flags = frames.get();
      frames.getInt();
      if (frames.remaining() < length) {
        break;
      }
      ByteBuffer payload = frames.slice(frames.position(), length);
      frames.position(frames.position() + length);
      note(decoder, type, flags, payload);
    }
  }

  /** A server's first frame is SETTINGS (RFC 9113 section 3.4), or it has only GOAWAY to say. */
  static boolean isFrames(byte[] bytes) {
    return bytes.length >= 9
        && bytes[0] == 0
        && bytes[1] == 0
        && (bytes[3] == SETTINGS || bytes[3] == GOAWAY);
  }

  private void note(HpackDecoder decoder, int type, int flags, ByteBuffer payload) {
    switch (type) {
      case HEADERS -> decode(decoder, payload);
      case DATA -> text.append(ISO_8859_1.decode(payload));
      case RST_STREAM -> {
        // Behind a response it only tidies up, or not, as the end of the connection comes first.
        if (statuses.isEmpty()) {
          words.add("RST_STREAM " + payload.getInt());
        }
      }
      case GOAWAY -> {
        payload.getInt();
        int code = payload.getInt();
        // With 0 it only says good-bye.
        if (code != 0) {
          words.add("GOAWAY " + code);
        }
      }
      default -> {
        // The rest says nothing about the answer.
      }
    }
    over |= type == RST_STREAM || type == GOAWAY;
    over |= (type == HEADERS || type == DATA) && (flags & 1) != 0;
  }

  private void decode(HpackDecoder decoder, ByteBuffer block) {
    try {
      MetaData head = decoder.decode(block);
      if (head instanceof MetaData.Response response) {
        statuses.add(response.getStatus());
        words.add(Integer.toString(response.getStatus()));
        text.append(":status: ").append(response.getStatus()).append('\n');
      }
      for (HttpField field : head.getHttpFields()) {
        text.append(field.getLowerCaseName()).append(": ");
        text.append(field.getValue()).append('\n');
      }
    } catch (HpackException e) {
      throw new AssertionError("A header block that cannot be decoded", e);
    }
  }

  /** Whether a stream, or the connection, came to its end. */
  boolean over() {
    return over;
  }

  List<Integer> statuses() {
    return List.copyOf(statuses);
  }

  /** The responses' fields and data, decoded. */
  String text() {
    return text.toString();
  }

  String words() {
    return words.isEmpty() ? "no frame but of the connection" : String.join(", ", words);
  }
}
