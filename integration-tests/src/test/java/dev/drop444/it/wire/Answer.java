package dev.drop444.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that a server said on a connection, whatever it was asked. Immutable.
 *
 * @param text what it said, a char a byte, inside of TLS where there is TLS
 * @param end how it ended the connection
 * @param closeNotified whether TLS was ended as well
 * @param bytes how many bytes came over TCP, TLS records included
 */
public record Answer(String text, End end, boolean closeNotified, long bytes) {

  private static final Pattern DATE = Pattern.compile("(?im)^(date: ).*$");
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");

  /** Says bytes and FIN, and hears everything until the server ends the connection as well. */
  public static Answer to(Wire wire, byte[] bytes) {
    wire.send(bytes);
    wire.finish();
    return of(wire, wire.receiveAll());
  }

  /**
   * Says bytes and waits for the server to end the connection or to say something; only then says
   * FIN.
   */
  public static Answer unhurried(Wire wire, byte[] bytes) {
    wire.send(bytes);
    return heard(wire, until(wire, new byte[0], heard -> heard.length > 0));
  }

  /**
   * Says bytes and waits until as many bytes came back as it takes, or the server ends the
   * connection; only then says FIN.
   */
  public static Answer ofLength(int length, Wire wire, byte[] bytes) {
    wire.send(bytes);
    return heard(wire, until(wire, new byte[0], heard -> heard.length >= length));
  }

  /** Says frames, waits until one stream or the connection is over, and hears the rest. */
  public static Answer http2(Wire wire, byte[] frames) {
    wire.send(frames);
    return heard(wire, until(wire, new byte[0], Answer::isOver));
  }

  /** Asks for an upgrade to HTTP/2, opens the connection if it is granted, and hears the answer. */
  public static Answer upgraded(Wire wire, byte[] request) {
    wire.send(request);
    byte[] heard = until(wire, new byte[0], so -> headLength(so) > 0);
    if (new String(heard, ISO_8859_1).startsWith("HTTP/1.1 101 ")) {
      int head = headLength(heard);
      wire.send(Frames.connection("").getBytes(ISO_8859_1));
      heard = until(wire, heard, so -> isOver(Arrays.copyOfRange(so, head, so.length)));
    }
    return heard(wire, heard);
  }

  private static int headLength(byte[] heard) {
    int end = new String(heard, ISO_8859_1).indexOf("\r\n\r\n");
    return end < 0 ? 0 : end + 4;
  }

  private static boolean isOver(byte[] heard) {
    return FrameLog.isFrames(heard) ? new FrameLog(heard).over() : heard.length > 16;
  }

  /** Hears more until it is enough, or the server ends the connection. */
  private static byte[] until(Wire wire, byte[] heard, Predicate<byte[]> enough) {
    byte[] all = heard;
    while (!enough.test(all)) {
      byte[] more = wire.receive();
      if (more.length == 0) {
        break;
      }
      all = join(all, more);
    }
    return all;
  }

  /** Says FIN, and hears the rest. */
  private static Answer heard(Wire wire, byte[] heard) {
    if (wire.end() == End.OPEN) {
      wire.finish();
    }
    return of(wire, join(heard, wire.receiveAll()));
  }

  private static Answer of(Wire wire, byte[] heard) {
    return new Answer(
        new String(heard, ISO_8859_1), wire.end(), wire.closeNotified(), wire.bytes());
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Whether not a byte was said. */
  public boolean isSilence() {
    return text.isEmpty();
  }

  /** The status codes, in order; none where there was no HTTP response with a head. */
  public List<Integer> statuses() {
    List<Integer> statuses = new ArrayList<>();
    int at = 0;
    while (text.startsWith("HTTP/1.", at) && text.length() >= at + 12) {
      int status = Integer.parseInt(text.substring(at + 9, at + 12));
      statuses.add(status);
      OptionalInt length = length(at, status);
      if (length.isEmpty()) {
        return statuses;
      }
      at += length.getAsInt();
    }
    if (isFrames(at)) {
      statuses.addAll(frames(at).statuses());
    }
    return statuses;
  }

  private boolean isFrames(int at) {
    return at < text.length() && FrameLog.isFrames(text.substring(at).getBytes(ISO_8859_1));
  }

  private FrameLog frames(int at) {
    return new FrameLog(text.substring(at).getBytes(ISO_8859_1));
  }

  /** Where frames start: at once, or behind a 101; none otherwise. */
  private OptionalInt startOfFrames() {
    int start = text.startsWith("HTTP/1.1 101 ") ? text.indexOf("\r\n\r\n") + 4 : 0;
    return isFrames(start) ? OptionalInt.of(start) : OptionalInt.empty();
  }

  /** The length of the response that starts somewhere; none if it lasts until the end. */
  private OptionalInt length(int at, int status) {
    int head = text.indexOf("\r\n\r\n", at);
    if (head < 0) {
      return OptionalInt.empty();
    }
    String fields = text.substring(at, head + 2).toLowerCase(Locale.ROOT);
    int body = head + 4 - at;
    if (status < 200) {
      return OptionalInt.of(body);
    }
    if (fields.contains("\r\ntransfer-encoding: chunked\r\n")) {
      int last = text.indexOf("0\r\n\r\n", head);
      return last < 0 ? OptionalInt.empty() : OptionalInt.of(last + 5 - at);
    }
    Matcher length = LENGTH.matcher(fields);
    return length.find()
        ? OptionalInt.of(body + Integer.parseInt(length.group(1)))
        : OptionalInt.empty();
  }

  /** In words, for example {@code 400} or {@code 200, 404} or {@code TLS alert 10}. */
  public String words() {
    if (isSilence()) {
      return "nothing";
    }
    if (isFrames(0)) {
      return frames(0).words();
    }
    if (text.startsWith("\u0015\u0003") && text.length() >= 7) {
      return "TLS alert " + (int) text.charAt(6);
    }
    if (text.startsWith("\u0016\u0003")) {
      return "TLS handshake";
    }
    String words = statuses().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return words.isEmpty() ? "a body without a head" : words;
  }

  /** The text without what differs from one second to the next, frames decoded. */
  public String comparable() {
    OptionalInt frames = startOfFrames();
    String decoded =
        frames.isEmpty()
            ? text
            : text.substring(0, frames.getAsInt()) + frames(frames.getAsInt()).text();
    return DATE.matcher(decoded).replaceAll("$1(masked)");
  }
}
