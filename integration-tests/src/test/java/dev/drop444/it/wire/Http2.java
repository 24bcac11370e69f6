package dev.drop444.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2 frame by frame (RFC 9113 section 4): what a stream got is known exactly, RST_STREAM and
 * GOAWAY included. Requests are sent one after the other, each on its own stream.
 */
public final class Http2 {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;

  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;

  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int MAX_FRAME = 16_384;
  private static final int LARGE_WINDOW = 1 << 24;

  private static final Request UPGRADE =
      Request.get("/hello")
          .with("Connection", "Upgrade, HTTP2-Settings")
          .with("Upgrade", "h2c")
          // INITIAL_WINDOW_SIZE is LARGE_WINDOW.
          .with("HTTP2-Settings", "AAQBAAAA");

  private final Wire wire;
  private final boolean secure;
  private final HpackDecoder decoder = new HpackDecoder(64 * 1024, System::nanoTime);
  private final Map<Integer, Stream> streams = new HashMap<>();
  private byte[] received = new byte[0];
  private int nextStream = 1;
  private int initialWindow = 65_535;
  private int connectionWindow = 65_535;
  private @Nullable String goAway;
  private boolean settled;
  private boolean pinged;

  /** One request's fate. */
  public static final class Stream {
    private final int id;
    private final StringBuilder head = new StringBuilder();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int status;
    private int window;
    private boolean ended;
    private long reset = -1;

    private Stream(int id, int window) {
      this.id = id;
      this.window = window;
    }

    /** The code of its RST_STREAM, or -1 if it was not reset. */
    public long reset() {
      return reset;
    }

    /** The response, or null if not a byte of one came. */
    public @Nullable Response response() {
      return status == 0 ? null : new Response(status, head + data.toString(ISO_8859_1));
    }

    private boolean over() {
      return ended || reset >= 0;
    }
  }

  /** Opens the connection: preface and settings, of which the server's are awaited. */
  public Http2(Wire wire, boolean secure) {
    this.wire = wire;
    this.secure = secure;
    begin();
  }

  /** Goes on in HTTP/2 after an upgrade, with what the server has said since. */
  private Http2(Wire wire, byte[] said) {
    this.wire = wire;
    this.secure = false;
    this.received = said;
    begin();
  }

  /**
   * Opens a connection by an upgrade from HTTP/1.1 (RFC 7540 section 3.2), and waits for the answer
   * to the request that asks for it, which is the first stream.
   *
   * @throws AssertionError if the server does not upgrade
   */
  public static Http2 byUpgrade(Wire wire) {
    wire.send(UPGRADE.http1());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int head = -1;
    while (head < 0) {
      byte[] more = wire.receive();
      said.writeBytes(more);
      head = said.toString(ISO_8859_1).indexOf("\r\n\r\n");
      if (more.length == 0
          || (head >= 0 && !said.toString(ISO_8859_1).startsWith("HTTP/1.1 101 "))) {
        throw new AssertionError("No upgrade: " + said.toString(ISO_8859_1));
      }
    }
    byte[] all = said.toByteArray();
    Http2 http = new Http2(wire, Arrays.copyOfRange(all, head + 4, all.length));
    http.await(http.stream());
    return http;
  }

  private void begin() {
    ByteArrayOutputStream preface = new ByteArrayOutputStream();
    preface.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    ByteBuffer window = ByteBuffer.allocate(6).putShort((short) INITIAL_WINDOW_SIZE);
    window.putInt(LARGE_WINDOW);
    preface.writeBytes(frame(SETTINGS, 0, 0, window.array()));
    preface.writeBytes(frame(WINDOW_UPDATE, 0, 0, integer(LARGE_WINDOW)));
    wire.send(preface.toByteArray());
    while (!settled && readFrame()) {
      // Until the server's SETTINGS, which must come first (RFC 9113 section 3.4).
    }
  }

  /** Sends a request, its body as far as the server's windows and its patience allow. */
  public Stream send(Request request) {
    Stream stream = stream();
    boolean headOnly = request.length() == 0;
    byte[] head =
        frame(HEADERS, END_HEADERS | (headOnly ? END_STREAM : 0), stream.id, request.http2(secure));
    byte[] body = request.body();
    int first = Math.min(body.length, Math.min(MAX_FRAME, window(stream)));
    if (body.length == 0) {
      wire.send(head);
    } else if (first == body.length) {
      // One segment, so that DATA is there already when the server decides about the head.
      wire.send(concatenated(head, data(stream, request, body, 0, first)));
    } else {
      // Tomcat's HTTP/2 now and then loses its place in a long body that it begins to read together
      // with the head, with or without an agent (11.0.27: 8 of 1,500), so the head goes first.
      wire.send(head);
      ping();
      wire.send(data(stream, request, body, 0, first));
    }
    for (int at = first; at < body.length; ) {
      int room = Math.min(body.length - at, Math.min(MAX_FRAME, window(stream)));
      if (room > 0) {
        wire.send(data(stream, request, body, at, room));
        at += room;
      } else if (stream.over() || !readFrame()) {
        break;
      }
    }
    return stream;
  }

  /** The next one that a client begins. */
  private Stream stream() {
    Stream stream = new Stream(nextStream, initialWindow);
    nextStream += 2;
    streams.put(stream.id, stream);
    return stream;
  }

  private int window(Stream stream) {
    return Math.max(0, Math.min(stream.window, connectionWindow));
  }

  private byte[] data(Stream stream, Request request, byte[] body, int at, int length) {
    stream.window -= length;
    connectionWindow -= length;
    int flags = at + length == request.length() ? END_STREAM : 0;
    return frame(DATA, flags, stream.id, Arrays.copyOfRange(body, at, at + length));
  }

  /** Waits until the server has seen all that was sent so far. */
  private void ping() {
    pinged = false;
    wire.send(frame(PING, 0, 0, new byte[8]));
    while (!pinged && readFrame()) {
      // Until the answer, or the end.
    }
  }

  /** Reads until a stream is over or the connection ends. */
  public void await(Stream stream) {
    while (!stream.over() && readFrame()) {
      // What the frames say is kept in the streams.
    }
  }

  /** Reads until the server ends the connection. */
  public void awaitEnd() {
    while (readFrame()) {
      // Only the end is of interest.
    }
  }

  /** How the connection ended, with the code and words of a GOAWAY if there was one. */
  public String ending() {
    String ending = wire.end() + (wire.closeNotified() ? " after close_notify" : "");
    return goAway == null ? ending : ending + " after " + goAway;
  }

  private boolean readFrame() {
    while (received.length < 9 || received.length < 9 + length()) {
      byte[] more = wire.receive();
      if (more.length == 0) {
        return false;
      }
      int before = received.length;
      received = Arrays.copyOf(received, before + more.length);
      System.arraycopy(more, 0, received, before, more.length);
    }
    int length = length();
    ByteBuffer header = ByteBuffer.wrap(received, 3, 6);
    int type = header.get();
    int flags = header.get();
    int id = header.getInt() & Integer.MAX_VALUE;
    byte[] payload = Arrays.copyOfRange(received, 9, 9 + length);
    received = Arrays.copyOfRange(received, 9 + length, received.length);
    handle(type, flags, id, payload);
    return true;
  }

  private int length() {
    return ((received[0] & 0xff) << 16) | ((received[1] & 0xff) << 8) | (received[2] & 0xff);
  }

  private void handle(int type, int flags, int id, byte[] payload) {
    switch (type) {
      case SETTINGS -> {
        if ((flags & ACK) == 0) {
          settings(ByteBuffer.wrap(payload));
          wire.send(frame(SETTINGS, ACK, 0, new byte[0]));
        }
      }
      case PING -> {
        if ((flags & ACK) == 0) {
          wire.send(frame(PING, ACK, 0, payload));
        } else {
          pinged = true;
        }
      }
      case GOAWAY -> {
        int code = ByteBuffer.wrap(payload).getInt(4);
        goAway = "GOAWAY " + code + " " + new String(payload, 8, payload.length - 8, ISO_8859_1);
      }
      default -> {
        Stream stream = streams.get(id);
        if (stream != null) {
          handle(type, flags, stream, payload);
        } else if (type == WINDOW_UPDATE && id == 0) {
          connectionWindow += ByteBuffer.wrap(payload).getInt();
        }
      }
    }
  }

  private void handle(int type, int flags, Stream stream, byte[] payload) {
    switch (type) {
      case WINDOW_UPDATE -> stream.window += ByteBuffer.wrap(payload).getInt();
      case RST_STREAM -> stream.reset = ByteBuffer.wrap(payload).getInt() & 0xffff_ffffL;
      case HEADERS -> decode(stream, ByteBuffer.wrap(payload));
      case DATA -> stream.data.writeBytes(payload);
      default -> {
        // PRIORITY and unknown frames say nothing about the answer.
      }
    }
    stream.ended |= (type == HEADERS || type == DATA) && (flags & END_STREAM) != 0;
  }

  private void settings(ByteBuffer payload) {
    settled = true;
    while (payload.remaining() >= 6) {
      int key = payload.getShort();
      int value = payload.getInt();
      if (key == INITIAL_WINDOW_SIZE) {
        for (Stream stream : streams.values()) {
          stream.window += value - initialWindow;
        }
        initialWindow = value;
      }
    }
  }

  private void decode(Stream stream, ByteBuffer block) {
    try {
      MetaData head = decoder.decode(block);
      if (head instanceof MetaData.Response response) {
        stream.status = response.getStatus();
        stream.head.append(":status: ").append(stream.status).append('\n');
      }
      for (HttpField field : head.getHttpFields()) {
        stream.head.append(field.getLowerCaseName()).append(": ");
        stream.head.append(field.getValue()).append('\n');
      }
    } catch (HpackException e) {
      throw new AssertionError("A header block that cannot be decoded", e);
    }
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    return frame.array();
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] together = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, together, first.length, second.length);
    return together;
  }

  private static byte[] integer(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }
}
