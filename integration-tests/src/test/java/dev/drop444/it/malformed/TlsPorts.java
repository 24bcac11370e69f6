package dev.drop444.it.malformed;

import static dev.drop444.it.malformed.Heads.line;
import static dev.drop444.it.malformed.Heads.post;
import static dev.drop444.it.malformed.Shape.JETTY;
import static dev.drop444.it.malformed.Shape.TOMCAT;
import static dev.drop444.it.malformed.Shape.UNDERTOW;
import static dev.drop444.it.malformed.Shape.binary;
import static dev.drop444.it.malformed.Shape.shape;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is not TLS where TLS is spoken (RFC 8446 section 5.1), and what is wrong inside TLS. */
final class TlsPorts {

  static final List<Shape> OUTSIDE =
      Stream.of(
              shape("plain GET", line("GET /hello HTTP/1.1")),
              shape("plain POST", post("Content-Length: 5", "hello")),
              shape("plain HTTP/1.0", "GET / HTTP/1.0\r\n\r\n"),
              shape("plain HTTP/0.9", "GET /\r\n"),
              shape("plain CONNECT", line("CONNECT shop.example:443 HTTP/1.1")),
              shape("plain HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
              shape("plain GET of 20 000 bytes", line("GET /" + "a".repeat(20_000) + " HTTP/1.1")),
              shape("empty lines", "\r\n\r\n").waits(TOMCAT, UNDERTOW).passes(JETTY),
              shape("SSH", "SSH-2.0-Go\r\n"),
              shape("Redis", "*1\r\n$4\r\nINFO\r\n"),
              shape("SMTP", "EHLO scanner.example\r\n"),
              binary("RDP", "0300 002f 2a e0 0000 0000 00" + "00".repeat(36)),
              binary("SMB 2", "00000040 fe534d42 4000 0000" + "00".repeat(56)),
              binary("Java RMI", "4a524d49 0002 4b"),
              binary("PROXY protocol, version 2", "0d0a0d0a000d0a515549540a 20 00 0000"),
              binary("zeros", "00".repeat(64)),
              binary("ones", "ff".repeat(64)),
              binary("noise", "8f3c71e2a95d04b7c61e9a52f80d3b6c8f3c71e2a95d04b7c61e9a52f80d3b6c"),
              binary(
                      "SSLv2 hello alone",
                      "802e 01 0002 0015 0000 0010 010080 020080 030080 040080 050080 060040 0700c0"
                          + "000102030405060708090a0b0c0d0e0f")
                  .passes(),
              binary("record of a strange version", "16 0909 0005 0100000100" + "00".repeat(16)),
              binary("record of an unknown type", "63 0301 0005 0100000100"),
              binary("record of 65 535 bytes", "16 0301 ffff 01 00fffb 0303" + "00".repeat(64))
                  .waits(TOMCAT, UNDERTOW),
              binary("record of 0 bytes", "16 0301 0000" + "00".repeat(16)),
              binary("alert first", "15 0301 0002 0228"),
              binary("application data first", "17 0303 0010" + "00".repeat(16)).passes(UNDERTOW),
              binary("ChangeCipherSpec first", "14 0303 0001 01").passes(UNDERTOW),
              binary("heartbeat first", "18 0301 0003 01 4000"),
              binary("ServerHello", "16 0303 002a 02 000026 0303" + "00".repeat(36))
                  .passes(UNDERTOW),
              binary("Finished first", "16 0303 0010 14 00000c" + "00".repeat(12)).passes(UNDERTOW),
              binary(
                  "ClientHello with a length that lies",
                  "16 0301 0010 01 000008" + "ff".repeat(12)),
              binary("ClientHello full of zeros", "16 0301 0030 01 00002c" + "00".repeat(44)),
              binary("half of a record", "16 0301 0031 01").waits(TOMCAT, UNDERTOW).passes(JETTY),
              shape("one letter", "G").waits(TOMCAT, UNDERTOW).passes(JETTY))
          .map(shape -> shape.at(Place.TLS_PORT))
          .collect(Collectors.toUnmodifiableList());

  /** By name, out of the other groups: inside TLS the same parser reads, but the end differs. */
  private static final List<String> AGAIN =
      List.of(
          "NUL in the method",
          "method with @",
          "no target",
          "four words",
          "fragment",
          "target of 20 000 bytes",
          "%zz",
          "%00",
          "dots above the root",
          "HTTP/0.9, an empty line",
          "HTTP/3.0",
          "HTTP/1.1x",
          "no colon",
          "space before the colon",
          "NUL in the value",
          "10 000 fields",
          "head of 1 MB",
          "none",
          "twice, different",
          "port not numeric",
          "length, then chunked",
          "length twice, different",
          "length -1",
          "xchunked",
          "size not hexadecimal",
          "unknown expectation",
          "TLS ClientHello",
          "SSH",
          "Redis",
          "zeros");

  private TlsPorts() {}

  static List<Shape> inside(List<Shape> others) {
    return others.stream()
        .filter(shape -> AGAIN.contains(shape.name()))
        .map(shape -> shape.called(shape.group() + ", " + shape.name()).at(Place.INSIDE_TLS))
        .collect(Collectors.toUnmodifiableList());
  }
}
