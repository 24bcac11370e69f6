package dev.drop444.it.malformed;

import static dev.drop444.it.malformed.Heads.line;
import static dev.drop444.it.malformed.Heads.version;
import static dev.drop444.it.malformed.Shape.JETTY;
import static dev.drop444.it.malformed.Shape.UNDERTOW;
import static dev.drop444.it.malformed.Shape.shape;

import java.util.List;

/** Versions that are not {@code HTTP/} digit dot digit (RFC 9112 section 2.3), or nobody speaks. */
final class ProtocolVersions {

  static final List<Shape> ALL =
      List.of(
          shape("HTTP/0.9, a line alone", "GET /hello\r\n"),
          shape("HTTP/0.9, bare LF", "GET /hello\n"),
          shape("HTTP/0.9, an empty line", "GET /hello\r\n\r\n"),
          shape("HTTP/0.9, a space", "GET /hello \r\n\r\n"),
          shape("HTTP/0.9, with fields", line("GET /hello")),
          shape("HTTP/0.9, POST", line("POST /echo")),
          shape("HTTP/0.9, said", version("HTTP/0.9")),
          shape("HTTP/1.2", version("HTTP/1.2")).anomaly(UNDERTOW),
          shape("HTTP/1.9", version("HTTP/1.9")).anomaly(UNDERTOW),
          shape("HTTP/2", version("HTTP/2")),
          shape("HTTP/2.0", version("HTTP/2.0")),
          shape("HTTP/3.0", version("HTTP/3.0")).anomaly(UNDERTOW),
          shape("HTTP/9", version("HTTP/9")),
          shape("HTTP/9.9", version("HTTP/9.9")).anomaly(UNDERTOW),
          shape("HTTP/1", version("HTTP/1")),
          shape("HTTP/1.", version("HTTP/1.")),
          shape("HTTP/.1", version("HTTP/.1")),
          shape("HTTP/1.10", version("HTTP/1.10")),
          shape("HTTP/11.1", version("HTTP/11.1")),
          shape("HTTP/01.1", version("HTTP/01.1")),
          shape("HTTP/1,1", version("HTTP/1,1")),
          shape("HTTP/-1.1", version("HTTP/-1.1")),
          shape("HTTP/a.b", version("HTTP/a.b")),
          shape("HTTP/1.1x", version("HTTP/1.1x")),
          shape("HTTP/1.1 and NUL", version("HTTP/1.1\0")),
          shape("HTTP/1.1 and an 8-bit letter", version("HTTP/1.1\u00e9")),
          shape("http/1.1", version("http/1.1")).passes(JETTY),
          shape("Http/1.1", version("Http/1.1")).passes(JETTY),
          shape("HTTP 1.1", version("HTTP 1.1")),
          shape("HTTP", version("HTTP")),
          shape("HTTP/", version("HTTP/")),
          shape("/1.1", version("/1.1")),
          shape("1.1", version("1.1")),
          shape("HTP/1.1", version("HTP/1.1")),
          shape("HTTPS/1.1", version("HTTPS/1.1")),
          shape("SHTTP/1.1", version("SHTTP/1.1")),
          shape("RTSP/1.0", version("RTSP/1.0")),
          shape("SIP/2.0", version("SIP/2.0")),
          shape("ICY", version("ICY")),
          shape("version of 10 000 bytes", version("HTTP/1." + "1".repeat(10_000))));

  private ProtocolVersions() {}
}
