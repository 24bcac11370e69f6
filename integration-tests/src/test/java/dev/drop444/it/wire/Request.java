package dev.drop444.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request, and how much of its body is really sent. Immutable.
 *
 * @param fields header fields in order, without {@code Host} and those that the body needs
 * @param length the length of the body in bytes, 0 for none
 * @param sent how many bytes of the body follow the head
 * @param chunked whether an HTTP/1.1 body comes in chunks
 * @param content what the body is made of, again and again
 */
public record Request(
    String method,
    String target,
    String host,
    List<Field> fields,
    int length,
    int sent,
    boolean chunked,
    String content) {

  /** A header field. */
  public record Field(String name, String value) {}

  /** A browser's user agent: what is sent unless a request says otherwise. */
  public static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

  public static Request get(String target) {
    return of("GET", target);
  }

  /** A request without a body. */
  public static Request of(String method, String target) {
    return new Request(
        method,
        target,
        "shop.example",
        List.of(new Field("User-Agent", BROWSER), new Field("Accept", "*/*")),
        0,
        0,
        false,
        ALPHABET);
  }

  /** A POST with its whole body, in bytes. */
  public static Request post(String target, int length) {
    return new Request(
        "POST",
        target,
        "shop.example",
        List.of(
            new Field("User-Agent", BROWSER),
            new Field("Content-Type", "application/octet-stream")),
        length,
        length,
        false,
        ALPHABET);
  }

  /** A form in a browser, with some fields as they are sent. */
  public static Request form(String target, String fields) {
    return new Request(
        "POST",
        target,
        "shop.example",
        List.of(
            new Field("User-Agent", BROWSER),
            new Field("Accept", "*/*"),
            new Field("Content-Type", "application/x-www-form-urlencoded")),
        fields.length(),
        fields.length(),
        false,
        fields);
  }

  /** The same, of which only a part is sent. */
  public Request sending(int part) {
    return new Request(method, target, host, fields, length, part, chunked, content);
  }

  /** The same with its body in chunks. */
  public Request inChunks() {
    return new Request(method, target, host, fields, length, sent, true, content);
  }

  /** The same to another host. */
  public Request to(String other) {
    return new Request(method, target, other, fields, length, sent, chunked, content);
  }

  /** The same with one more field, in place of one of that name. */
  public Request with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.removeIf(field -> field.name().equalsIgnoreCase(name));
    more.add(new Field(name, value));
    return new Request(method, target, host, List.copyOf(more), length, sent, chunked, content);
  }

  /** The body's bytes, as far as they are sent. */
  public byte[] body() {
    byte[] body = new byte[sent];
    for (int i = 0; i < sent; i++) {
      body[i] = (byte) content.charAt(i % content.length());
    }
    return body;
  }

  /** As HTTP/1.1 sends it. */
  public byte[] http1() {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    for (Field field : fields) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    if (chunked) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (length > 0) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    head.append("\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.toString().getBytes(ISO_8859_1));
    if (!chunked) {
      out.writeBytes(body());
      return out.toByteArray();
    }
    out.writeBytes((Integer.toHexString(sent) + "\r\n").getBytes(ISO_8859_1));
    out.writeBytes(body());
    out.writeBytes((sent == length ? "\r\n0\r\n\r\n" : "\r\n").getBytes(ISO_8859_1));
    return out.toByteArray();
  }

  /** As HTTP/2 compresses it, with literals only (RFC 7541 section 6.2.2). */
  byte[] http2(boolean secure) {
    Hpack hpack = new Hpack();
    hpack.pseudo(Hpack.METHOD, method);
    hpack.pseudo(Hpack.SCHEME, secure ? "https" : "http");
    hpack.pseudo(Hpack.PATH, target);
    hpack.pseudo(Hpack.AUTHORITY, host);
    for (Field field : fields) {
      hpack.field(field.name().toLowerCase(Locale.ROOT), field.value());
    }
    if (length > 0) {
      hpack.field("content-length", Integer.toString(length));
    }
    return hpack.bytes();
  }

  @Override
  public String toString() {
    return method + " " + target;
  }
}
