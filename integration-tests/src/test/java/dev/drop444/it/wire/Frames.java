package dev.drop444.it.wire;

import java.util.Map;

/** Frames of HTTP/2 (RFC 9113 section 4), right or wrong; a char is a byte. */
public final class Frames {

  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int PRIORITY = 2;
  public static final int SETTINGS = 4;
  public static final int PUSH_PROMISE = 5;
  public static final int PING = 6;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;

  public static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  /** END_STREAM and END_HEADERS. */
  public static final int WHOLE = 5;

  // Names by their index in the static table (RFC 7541 appendix A).
  private static final Map<String, Integer> INDEXED =
      Map.of(":authority", 1, ":method", 2, ":path", 4, ":scheme", 6, ":status", 8);

  private Frames() {}

  public static String frame(int type, int flags, int stream, String payload) {
    int length = payload.length();
    return bytes(length >> 16, length >> 8, length, type, flags)
        + bytes(stream >> 24, stream >> 16, stream >> 8, stream)
        + payload;
  }

  /** The client's first words, then these frames. */
  public static String connection(String frames) {
    return PREFACE + frame(SETTINGS, 0, 0, "") + frames;
  }

  /** A request of these fields alone, each a name and a value. */
  public static String bare(String... namesAndValues) {
    return connection(frame(HEADERS, WHOLE, 1, block(namesAndValues)));
  }

  /** A good request, then these fields. */
  public static String request(String... namesAndValues) {
    return connection(frame(HEADERS, WHOLE, 1, good() + block(namesAndValues)));
  }

  /** A good request but for its path. */
  public static String path(String path) {
    return bare(":method", "GET", ":scheme", "http", ":authority", "shop.example", ":path", path);
  }

  /** The fields of a good request. */
  public static String good() {
    return block(":method", "GET", ":scheme", "http", ":path", "/hello")
        + block(":authority", "shop.example");
  }

  /** Literals without indexing (RFC 7541 section 6.2.2). */
  public static String block(String... namesAndValues) {
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Integer index = INDEXED.get(namesAndValues[i]);
      block.append(index == null ? "\0" + string(namesAndValues[i]) : bytes(index));
      block.append(string(namesAndValues[i + 1]));
    }
    return block.toString();
  }

  private static String string(String text) {
    if (text.length() < 127) {
      return bytes(text.length()) + text;
    }
    StringBuilder length = new StringBuilder(bytes(127));
    int rest = text.length() - 127;
    for (; rest >= 128; rest >>>= 7) {
      length.append(bytes((rest & 0x7f) | 0x80));
    }
    return length.append(bytes(rest)).append(text).toString();
  }

  public static String bytes(int... bytes) {
    StringBuilder text = new StringBuilder();
    for (int b : bytes) {
      text.append((char) (b & 0xff));
    }
    return text.toString();
  }
}
