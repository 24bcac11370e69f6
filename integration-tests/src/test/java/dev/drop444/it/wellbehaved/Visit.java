package dev.drop444.it.wellbehaved;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One client's connection. Immutable.
 *
 * @param client who it is
 * @param way how it comes
 * @param text what it sends, a char a byte
 */
record Visit(String client, Way way, String text) {

  /** How a client comes. */
  enum Way {
    /** HTTP/1, tried in the clear and over TLS. */
    HTTP1,
    /** HTTP/1 that asks for an upgrade to HTTP/2, in the clear. */
    H2C,
    /** HTTP/2, tried with prior knowledge and over TLS. */
    HTTP2,
    /** Whatever is sent to the plain port. */
    PLAIN_PORT,
    /** Whatever is sent to the TLS port. */
    TLS_PORT
  }

  /** A head as it is written here, its lines ended as HTTP wants it (RFC 9112 section 2.1). */
  static Visit visit(String client, String head) {
    return visit(client, head, "");
  }

  /** A head and a body. */
  static Visit visit(String client, String head, String body) {
    String lines = lines(head);
    String length = "content-length: " + body.length() + "\r\n";
    String lower = lines.toLowerCase(Locale.ROOT);
    if (lower.contains("content-length: ") && !lower.contains(length)) {
      throw new IllegalArgumentException(client + " must say " + length);
    }
    return new Visit(client, Way.HTTP1, lines + "\r\n" + body);
  }

  /** One request behind the other on one connection. */
  static Visit oneByOne(String client, String first, String second) {
    return new Visit(client, Way.HTTP1, lines(first) + "\r\n" + lines(second) + "\r\n");
  }

  static Visit h2c(String client, String head) {
    return visit(client, head).by(Way.H2C);
  }

  Visit by(Way other) {
    return new Visit(client, other, text);
  }

  static String lines(String text) {
    return text.lines().map(line -> line + "\r\n").collect(Collectors.joining());
  }

  static List<Visit> by(Way way, List<Visit> visits) {
    return visits.stream().map(visit -> visit.by(way)).collect(Collectors.toUnmodifiableList());
  }

  byte[] bytes() {
    return text.getBytes(ISO_8859_1);
  }

  @Override
  public String toString() {
    return client;
  }
}
