package dev.drop444.engine.bot.dns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A question to a name server, and the answer to it, as RFC 1035 section 4 has them on the wire.
 *
 * <p>Answers come from strangers in the end: everything is checked against the end of the message,
 * and compressed names may only point backwards, so that reading one ends.
 */
final class DnsMessage {

  static final int A = 1;
  static final int PTR = 12;
  static final int AAAA = 28;

  static final int NO_ERROR = 0;
  static final int NAME_ERROR = 3;

  // Offsets in the header, and its length.
  private static final int FLAGS = 2;
  private static final int QUESTIONS = 4;
  private static final int ANSWERS = 6;
  private static final int HEADER = 12;

  private static final int INTERNET = 1;
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;

  private static final int RESPONSE = 0x8000;
  private static final int OPCODE = 0x7800;
  private static final int TRUNCATED = 0x0200;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RESPONSE_CODE = 0x000f;

  private final int id;
  private final String name;
  private final int type;

  /** A question. */
  DnsMessage(int id, String name, int type) {
    this.id = id & 0xffff;
    this.name = name;
    this.type = type;
  }

  /** The name under which the names of an address are (RFC 1035 section 3.5, RFC 3596). */
  static String reverseName(InetAddress address) {
    byte[] bytes = address.getAddress();
    StringBuilder name = new StringBuilder(80);
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (address instanceof Inet4Address) {
        name.append(bytes[i] & 0xff).append('.');
      } else {
        name.append(Character.forDigit(bytes[i] & 0xf, 16)).append('.');
        name.append(Character.forDigit(bytes[i] >> 4 & 0xf, 16)).append('.');
      }
    }
    return name.append(address instanceof Inet4Address ? "in-addr.arpa" : "ip6.arpa").toString();
  }

  /**
   * The question as bytes.
   *
   * @throws IOException if the name cannot be asked for
   */
  byte[] question() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    out.writeBytes(
        ByteBuffer.allocate(HEADER)
            .putShort((short) id)
            .putShort((short) RECURSION_DESIRED)
            .putShort((short) 1)
            .array());
    if (name.length() > MAX_NAME) {
      throw new IOException("a name that is too long");
    }
    for (String label : name.split("\\.", -1)) {
      byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
      if (bytes.length == 0 || bytes.length > MAX_LABEL) {
        throw new IOException("a label that is empty or too long");
      }
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    out.writeBytes(new byte[] {0, 0, (byte) type, 0, INTERNET});
    return out.toByteArray();
  }

  /** What a name server said. */
  static final class Answer {
    final int code;

    /** The names in records of type PTR. */
    final List<String> names = new ArrayList<>();

    /** The addresses in records of type A and AAAA. */
    final List<byte[]> addresses = new ArrayList<>();

    Answer(int code) {
      this.code = code;
    }
  }

  /**
   * Reads the answer to this question.
   *
   * @return null if this is not an answer to it, but somebody's who would like us to think so
   * @throws IOException if it is one, but cut off or broken
   */
  @Nullable Answer answer(byte[] bytes, int length) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    if (!repeatsQuestion(in)) {
      return null;
    }
    int flags = in.getShort(FLAGS);
    if ((flags & TRUNCATED) != 0) {
      throw new IOException("an answer that is cut off");
    }
    Answer answer = new Answer(flags & RESPONSE_CODE);
    try {
      for (int left = in.getShort(ANSWERS) & 0xffff; left > 0; left--) {
        readRecord(in, answer);
      }
    } catch (RuntimeException broken) {
      throw new IOException("an answer that is broken", broken);
    }
    return answer;
  }

  /** Whether a message is a response to this question; reads on to where its answers begin. */
  private boolean repeatsQuestion(ByteBuffer in) {
    try {
      int flags = in.getShort(FLAGS);
      in.position(HEADER);
      return (in.getShort(0) & 0xffff) == id
          && (flags & RESPONSE) != 0
          && (flags & OPCODE) == 0
          && in.getShort(QUESTIONS) == 1
          && readName(in).equals(name.toLowerCase(Locale.ROOT))
          && in.getShort() == type
          && in.getShort() == INTERNET;
    } catch (IOException | RuntimeException broken) {
      return false;
    }
  }

  private static void readRecord(ByteBuffer in, Answer answer) throws IOException {
    readName(in);
    int type = in.getShort();
    int netClass = in.getShort();
    in.getInt();
    int length = in.getShort() & 0xffff;
    int end = in.position() + length;
    if (end > in.limit()) {
      throw new IOException("a record that is cut off");
    }
    if (netClass == INTERNET && type == PTR) {
      answer.names.add(readName(in));
    } else if (netClass == INTERNET && (type == A ? length == 4 : type == AAAA && length == 16)) {
      byte[] address = new byte[length];
      in.get(address);
      answer.addresses.add(address);
    }
    in.position(end);
  }

  /** Reads a name; lower-case, without the final dot, and with ? for what host names lack. */
  private static String readName(ByteBuffer in) throws IOException {
    StringJoiner name = new StringJoiner(".");
    int at = in.position();
    int after = -1;
    int before = at;
    while (true) {
      int length = in.get(at) & 0xff;
      if (length == 0) {
        in.position(after < 0 ? at + 1 : after);
        return name.toString();
      }
      if ((length & 0xc0) == 0xc0) {
        int target = ((length & 0x3f) << 8) | (in.get(at + 1) & 0xff);
        if (target >= before) {
          throw new IOException("a name that points forwards");
        }
        after = after < 0 ? at + 2 : after;
        before = target;
        at = target;
      } else if (length > MAX_LABEL || name.length() + length > MAX_NAME) {
        throw new IOException("a name that is too long");
      } else {
        name.add(label(in, at + 1, length));
        at += 1 + length;
      }
    }
  }

  private static String label(ByteBuffer in, int start, int length) {
    StringBuilder label = new StringBuilder(length);
    for (int i = start; i < start + length; i++) {
      char c = (char) (in.get(i) & 0xff);
      boolean host = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      label.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : host ? c : '?');
    }
    return label.toString();
  }
}
