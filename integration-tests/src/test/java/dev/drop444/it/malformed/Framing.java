package dev.drop444.it.malformed;

import static dev.drop444.it.malformed.Heads.field;
import static dev.drop444.it.malformed.Heads.post;
import static dev.drop444.it.malformed.Heads.post10;
import static dev.drop444.it.malformed.Shape.JETTY;
import static dev.drop444.it.malformed.Shape.TOMCAT;
import static dev.drop444.it.malformed.Shape.TOMCAT_10;
import static dev.drop444.it.malformed.Shape.UNDERTOW;
import static dev.drop444.it.malformed.Shape.shape;

import java.util.List;

/** Bodies of which two parsers may not see the same end (RFC 9112 sections 6 and 11.2). */
final class Framing {

  private static final String CL5 = "Content-Length: 5";
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String CHUNKS = "5\r\nhello\r\n0\r\n\r\n";
  private static final String SMUGGLED =
      "GET /smuggled HTTP/1.1\r\nHost: shop.example\r\nAccept: */*\r\n\r\n";

  static final List<Shape> LENGTH =
      List.of(
          shape("length, then chunked", post(CL5 + "\r\n" + CHUNKED, "0\r\n\r\n" + SMUGGLED))
              .anomaly(TOMCAT),
          shape("chunked, then length", post(CHUNKED + "\r\n" + CL5, "0\r\n\r\n" + SMUGGLED))
              .anomaly(TOMCAT),
          shape("length twice, the same", post(CL5 + "\r\n" + CL5, "hello")),
          shape("length twice, different", post(CL5 + "\r\nContent-Length: 0", "hello" + SMUGGLED)),
          shape("length twice, 0 first", post("Content-Length: 0\r\n" + CL5, SMUGGLED)),
          shape("length as a list", post("Content-Length: 5, 5", "hello")),
          shape("length as a list, different", post("Content-Length: 5, 0", "hello")),
          shape("length +5", post("Content-Length: +5", "hello")),
          shape("length -1", post("Content-Length: -1", "hello")),
          shape("length -0", post("Content-Length: -0", "hello")),
          shape("length '5 5'", post("Content-Length: 5 5", "hello")),
          shape("length 0x5", post("Content-Length: 0x5", "hello")),
          shape("length 5.0", post("Content-Length: 5.0", "hello")),
          shape("length 5e0", post("Content-Length: 5e0", "hello")),
          shape("length 5_0", post("Content-Length: 5_0", "hello")),
          shape("length 5;q=1", post("Content-Length: 5;q=1", "hello")),
          shape("length '5'", post("Content-Length: '5'", "hello")),
          shape("length five", post("Content-Length: five", "hello")),
          shape("length 5 with NUL", post("Content-Length: 5\0", "hello")),
          shape("length empty", post("Content-Length:", "hello")),
          shape("length 2^63", post("Content-Length: 9223372036854775808", "hello")),
          shape("length 2^64+5", post("Content-Length: 18446744073709551621", "hello"))
              .anomaly(UNDERTOW),
          shape("length of 100 digits", post("Content-Length: " + "9".repeat(100), "hello")),
          shape("length with zeros in front", post("Content-Length: 0000005", "hello")).passes(),
          shape("length in other digits", post("Content-Length: \u00d9\u00a5", "hello")),
          shape("length, space before the colon", post("Content-Length : 5", "hello")),
          shape("length folded", post("Content-Length:\r\n 5", "hello")).passes(UNDERTOW),
          shape("length with a vertical tab", post("Content-Length: \u000b5", "hello")),
          shape("GET with a body", field(CL5).concat("hello")).passes());

  static final List<Shape> CODING =
      List.of(
          shape("xchunked", post("Transfer-Encoding: xchunked", CHUNKS)).anomaly(UNDERTOW),
          shape("chunked twice", post("Transfer-Encoding: chunked, chunked", CHUNKS))
              .anomaly(UNDERTOW),
          shape("chunked in two fields", post(CHUNKED + "\r\n" + CHUNKED, CHUNKS)),
          shape("chunked and identity in two", post(CHUNKED + "\r\nTransfer-Encoding: x", CHUNKS)),
          shape("identity", post("Transfer-Encoding: identity", CHUNKS)).passes(UNDERTOW),
          shape("identity and length", post("Transfer-Encoding: identity\r\n" + CL5, "hello")),
          shape("identity, chunked", post("Transfer-Encoding: identity, chunked", CHUNKS))
              .anomaly(JETTY, UNDERTOW),
          shape("chunked, identity", post("Transfer-Encoding: chunked, identity", CHUNKS))
              .anomaly(UNDERTOW),
          shape("gzip", post("Transfer-Encoding: gzip", CHUNKS)).anomaly(UNDERTOW),
          shape("gzip, chunked", post("Transfer-Encoding: gzip, chunked", CHUNKS))
              .passes(JETTY, UNDERTOW),
          shape("chunked, gzip", post("Transfer-Encoding: chunked, gzip", CHUNKS))
              .anomaly(UNDERTOW),
          shape("empty", post("Transfer-Encoding:", CHUNKS)).anomaly(UNDERTOW),
          shape("empty and length", post("Transfer-Encoding:\r\n" + CL5, "hello")),
          shape("chunked in quotes", post("Transfer-Encoding: \"chunked\"", CHUNKS))
              .anomaly(UNDERTOW),
          shape("chunked;q=0.5", post("Transfer-Encoding: chunked;q=0.5", CHUNKS))
              .anomaly(UNDERTOW),
          shape("chunked with a tab first", post("Transfer-Encoding:\tchunked", CHUNKS)).passes(),
          shape("chunked, vertical tab first", post("Transfer-Encoding: \u000bchunked", CHUNKS)),
          shape("chunked with NUL", post("Transfer-Encoding: chunked\0", CHUNKS)),
          shape("chunked, comma behind", post("Transfer-Encoding: chunked,", CHUNKS)).anomaly(),
          shape("chunked, comma before", post("Transfer-Encoding: ,chunked", CHUNKS)).anomaly(),
          shape(
              "chunked, space in front of the colon", post("Transfer-Encoding : chunked", CHUNKS)),
          shape("chunked folded", post("Transfer-Encoding:\r\n chunked", CHUNKS))
              .passes(TOMCAT, UNDERTOW),
          shape("CHUNKED", post("Transfer-Encoding: CHUNKED", CHUNKS)).passes(),
          shape("Transfer_Encoding", post("Transfer_Encoding: chunked\r\n" + CL5, "hello"))
              .passes(),
          shape("chunked in HTTP/1.0", post10(CHUNKED, CHUNKS)).anomaly(JETTY, UNDERTOW, TOMCAT_10),
          shape("chunked and length in HTTP/1.0", post10(CHUNKED + "\r\n" + CL5, CHUNKS))
              .anomaly(TOMCAT_10));

  static final List<Shape> CHUNK =
      List.of(
          shape("size not hexadecimal", chunk("g\r\nhello\r\n0\r\n\r\n")),
          shape("size empty", chunk("\r\nhello\r\n0\r\n\r\n")),
          shape("size negative", chunk("-5\r\nhello\r\n0\r\n\r\n")),
          shape("size with a plus", chunk("+5\r\nhello\r\n0\r\n\r\n")),
          shape("size 0x5", chunk("0x5\r\nhello\r\n0\r\n\r\n")),
          shape("size 2^64+5", chunk("10000000000000005\r\nhello\r\n0\r\n\r\n")),
          shape("size of 1 000 digits", chunk("0".repeat(1_000) + "5\r\nhello\r\n0\r\n\r\n"))
              .passes(UNDERTOW),
          shape("size with a space first", chunk(" 5\r\nhello\r\n0\r\n\r\n")),
          shape("size with a space behind", chunk("5 \r\nhello\r\n0\r\n\r\n")).passes(UNDERTOW),
          shape("size with words behind", chunk("5 hello\r\nhello\r\n0\r\n\r\n")).passes(UNDERTOW),
          shape("size with NUL", chunk("5\0\r\nhello\r\n0\r\n\r\n")).passes(UNDERTOW),
          shape("size ended by bare LF", chunk("5\nhello\r\n0\r\n\r\n")).passes(UNDERTOW),
          shape("size ended by bare CR", chunk("5\rhello\r\n0\r\n\r\n")).waits(UNDERTOW),
          shape("extension", chunk("5;a=b\r\nhello\r\n0\r\n\r\n")).passes(),
          shape("extension of 100 000 bytes", chunk("5;" + "a".repeat(100_000) + CHUNKS))
              .passes(UNDERTOW),
          shape("extension with bare LF", chunk("5;a\nb\r\nhello\r\n0\r\n\r\n")).passes(UNDERTOW),
          shape("no line's end behind the data", chunk("5\r\nhello0\r\n\r\n")).waits(UNDERTOW),
          shape("bare LF behind the data", chunk("5\r\nhello\n0\r\n\r\n")).passes(UNDERTOW),
          shape("data longer than its size", chunk("5\r\nhello, world\r\n0\r\n\r\n"))
              .passes(UNDERTOW),
          shape("trailer without a colon", chunk("5\r\nhello\r\n0\r\nX-Odd\r\n\r\n")),
          shape("trailer with a length", chunk("5\r\nhello\r\n0\r\nContent-Length: 5\r\n\r\n"))
              .passes(),
          shape("trailer of 100 000 bytes", chunk("0\r\nX: " + "1".repeat(100_000) + "\r\n\r\n"))
              .passes(UNDERTOW),
          shape("no chunk but words", chunk("hello, world, this is no chunk\r\n\r\n"))
              .passes(UNDERTOW));

  private Framing() {}

  private static String chunk(String body) {
    return post(CHUNKED, body);
  }
}
