package dev.drop444.it.malformed;

import static dev.drop444.it.malformed.Shape.JETTY;
import static dev.drop444.it.malformed.Shape.JETTY_12_0;
import static dev.drop444.it.malformed.Shape.UNDERTOW;
import static dev.drop444.it.malformed.Shape.shape;
import static dev.drop444.it.wire.Frames.CONTINUATION;
import static dev.drop444.it.wire.Frames.DATA;
import static dev.drop444.it.wire.Frames.HEADERS;
import static dev.drop444.it.wire.Frames.PING;
import static dev.drop444.it.wire.Frames.PREFACE;
import static dev.drop444.it.wire.Frames.PRIORITY;
import static dev.drop444.it.wire.Frames.PUSH_PROMISE;
import static dev.drop444.it.wire.Frames.SETTINGS;
import static dev.drop444.it.wire.Frames.WHOLE;
import static dev.drop444.it.wire.Frames.WINDOW_UPDATE;
import static dev.drop444.it.wire.Frames.bare;
import static dev.drop444.it.wire.Frames.block;
import static dev.drop444.it.wire.Frames.bytes;
import static dev.drop444.it.wire.Frames.connection;
import static dev.drop444.it.wire.Frames.frame;
import static dev.drop444.it.wire.Frames.good;
import static dev.drop444.it.wire.Frames.path;
import static dev.drop444.it.wire.Frames.request;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Malformed requests (RFC 9113 section 8.1.1) and frames (sections 4 to 6) of HTTP/2. */
final class Http2Frames {

  static final List<Shape> REQUESTS =
      at(
          Place.H2,
          shape("name in upper case", request("X-Odd", "1")),
          shape("name with a space", request("x odd", "1")),
          shape("name with a colon", request("x:odd", "1")).passes(UNDERTOW),
          shape("name empty", request("", "1")),
          shape("name with NUL", request("x\0", "1")),
          shape("8-bit name", request("x\u00e9", "1")),
          shape("value with NUL", request("x-odd", "1\0002")).anomaly(UNDERTOW),
          shape("value with CR LF", request("x-odd", "1\r\nx-even: 2")).anomaly(UNDERTOW),
          shape("value with a space first", request("x-odd", " 1")).passes(UNDERTOW),
          shape("value of 100 000 bytes", request("x-odd", "1".repeat(100_000))),
          shape("Connection", request("connection", "keep-alive")),
          shape("Keep-Alive", request("keep-alive", "1")).anomaly(JETTY, UNDERTOW),
          shape("Proxy-Connection", request("proxy-connection", "keep-alive"))
              .anomaly(JETTY, UNDERTOW),
          shape("Transfer-Encoding", request("transfer-encoding", "chunked")).anomaly(JETTY),
          shape("Upgrade", request("upgrade", "h2c")).anomaly(JETTY, UNDERTOW),
          shape("TE other than trailers", request("te", "gzip")),
          shape("Host other than the authority", request("host", "other.example")).passes(UNDERTOW),
          shape("Content-Length without a body", request("content-length", "5"))
              .passes(JETTY, UNDERTOW),
          shape("Content-Length not numeric", request("content-length", "five")),
          shape("Content-Length twice", request("content-length", "0", "content-length", "1")),
          shape("no method", bare(":scheme", "http", ":path", "/hello", ":authority", "a")),
          shape("no scheme", bare(":method", "GET", ":path", "/hello", ":authority", "a")),
          shape("no path", bare(":method", "GET", ":scheme", "http", ":authority", "a")),
          shape("no authority", bare(":method", "GET", ":scheme", "http", ":path", "/hello"))
              .anomaly(JETTY, UNDERTOW),
          shape("no pseudo-field", bare("x-odd", "1")),
          shape("method twice", request(":method", "GET")),
          shape("path twice", request(":path", "/hello")),
          shape("authority twice", request(":authority", "shop.example")).passes(UNDERTOW),
          shape("unknown pseudo-field", request(":odd", "1")),
          shape("pseudo-field of a response", request(":status", "200")),
          shape(
              "pseudo-field behind a field",
              connection(frame(HEADERS, WHOLE, 1, block("x-odd", "1") + good()))),
          shape(
                  "authority empty",
                  bare(":method", "GET", ":scheme", "http", ":path", "/hello", ":authority", ""))
              .passes(JETTY, UNDERTOW),
          shape(
                  "authority with a path",
                  bare(
                      ":method",
                      "GET",
                      ":scheme",
                      "http",
                      ":path",
                      "/hello",
                      ":authority",
                      "shop.example/hello"))
              .anomaly(UNDERTOW),
          shape(
                  "method with a space",
                  bare(":method", "G T", ":scheme", "http", ":path", "/hello", ":authority", "a"))
              .anomaly(JETTY),
          shape("path empty", path("")),
          shape("path relative", path("hello")).anomaly(UNDERTOW),
          shape("path asterisk with GET", path("*")).anomaly(UNDERTOW),
          shape("path with a fragment", path("/hello#top")).passes(JETTY_12_0),
          shape("path with a space", path("/he llo")),
          shape("path with NUL", path("/hello\0")),
          shape("path with CR LF", path("/hello\r\nX: 1")),
          shape("path with %zz", path("/hello%zz")),
          shape("path with %00", path("/hello%00")).anomaly(UNDERTOW),
          shape("path with dots above the root", path("/../../etc/passwd")).passes(UNDERTOW),
          shape("path absolute", path("http://shop.example/hello")).passes(UNDERTOW),
          shape("path of 20 000 bytes", path("/" + "a".repeat(20_000))),
          shape("300 fields", request(many(300))));

  static final List<Shape> FRAMES =
      at(
          Place.H2,
          shape("second half of the preface wrong", PREFACE.replace("SM", "XX")),
          shape("no SETTINGS first", PREFACE + frame(HEADERS, WHOLE, 1, good())),
          shape("HEADERS on stream 0", connection(frame(HEADERS, WHOLE, 0, good()))),
          shape("HEADERS on an even stream", connection(frame(HEADERS, WHOLE, 2, good()))),
          shape("HEADERS longer than allowed", connection(frame(HEADERS, WHOLE, 1, tooLong()))),
          shape("field block that ends too early", connection(frame(HEADERS, WHOLE, 1, "\0\177"))),
          shape("field index 0", connection(frame(HEADERS, WHOLE, 1, bytes(0x80)))),
          shape(
              "field index beyond the table", connection(frame(HEADERS, WHOLE, 1, bytes(0xff, 9)))),
          shape("bad Huffman code", connection(frame(HEADERS, WHOLE, 1, bytes(0, 0x81, 0xff)))),
          shape("DATA on an idle stream", connection(frame(DATA, 1, 1, "hello"))),
          shape("DATA on stream 0", connection(frame(DATA, 1, 0, "hello"))),
          shape("CONTINUATION first", connection(frame(CONTINUATION, 4, 1, good()))),
          shape(
              "another frame within a field block",
              connection(frame(HEADERS, 1, 1, good()) + frame(PING, 0, 0, "12345678"))),
          shape("PUSH_PROMISE", connection(frame(PUSH_PROMISE, 4, 1, "\0\0\0\002" + good()))),
          shape("SETTINGS of 5 bytes", connection(frame(SETTINGS, 0, 0, "12345"))),
          shape("SETTINGS on a stream", connection(frame(SETTINGS, 0, 1, ""))),
          shape("PING of 7 bytes", connection(frame(PING, 0, 0, "1234567"))),
          shape("WINDOW_UPDATE of 0", connection(frame(WINDOW_UPDATE, 0, 0, "\0\0\0\0"))),
          shape("window beyond 2^31", connection(frame(WINDOW_UPDATE, 0, 0, "\177\377\377\377"))),
          shape("PRIORITY of 4 bytes", connection(frame(PRIORITY, 0, 1, "1234"))));

  private Http2Frames() {}

  private static List<Shape> at(Place place, Shape... shapes) {
    return Stream.of(shapes).map(s -> s.at(place)).collect(Collectors.toUnmodifiableList());
  }

  private static String[] many(int fields) {
    String[] many = new String[2 * fields];
    for (int i = 0; i < fields; i++) {
      many[2 * i] = "x-odd-" + i;
      many[2 * i + 1] = "1";
    }
    return many;
  }

  private static String tooLong() {
    return good() + block("x-odd", "1".repeat(20_000));
  }
}
