package dev.drop444.it.malformed;

import static dev.drop444.it.malformed.Heads.field;
import static dev.drop444.it.malformed.Heads.post;
import static dev.drop444.it.malformed.Shape.JETTY;
import static dev.drop444.it.malformed.Shape.TOMCAT;
import static dev.drop444.it.malformed.Shape.UNDERTOW;
import static dev.drop444.it.malformed.Shape.shape;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Expectations nobody can meet (RFC 9110 section 10.1.1), and broken ways to HTTP/2. */
final class Upgrades {

  private static final String H2C = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n";

  static final List<Shape> ALL =
      List.of(
          shape("unknown expectation", field("Expect: 200-ok")).passes(UNDERTOW),
          shape("unknown expectation of a POST", post("Expect: x\r\nContent-Length: 5", "hello"))
              .passes(UNDERTOW),
          shape("two expectations", field("Expect: 100-continue, 200-ok")).passes(UNDERTOW),
          shape("empty expectation", field("Expect:")).passes(JETTY, UNDERTOW),
          shape("preface, second half wrong", "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n").at(Place.H2),
          shape("preface, another target", "PRI / HTTP/2.0\r\n\r\nSM\r\n\r\n").waits(UNDERTOW),
          shape("preface, HTTP/1.1", "PRI * HTTP/1.1\r\n\r\nSM\r\n\r\n"),
          shape("preface, HTTP/2", "PRI * HTTP/2\r\n\r\nSM\r\n\r\n"),
          shape("preface in lower case", "pri * http/2.0\r\n\r\nsm\r\n\r\n"),
          shape("preface with bare LF", "PRI * HTTP/2.0\n\nSM\n\n").at(Place.H2));

  static final List<Shape> TO_HTTP2 =
      Stream.of(
              shape("h2c, settings not base64", field(H2C + "HTTP2-Settings: ***"))
                  .passes(TOMCAT, UNDERTOW),
              shape("h2c, settings too short", field(H2C + "HTTP2-Settings: AAMA"))
                  .passes(TOMCAT, UNDERTOW),
              shape("h2c, settings empty", field(H2C + "HTTP2-Settings:")).passes(),
              shape("h2c, no settings", field("Connection: Upgrade\r\nUpgrade: h2c"))
                  .passes(TOMCAT, UNDERTOW),
              shape("h2c, settings out of range", field(H2C + "HTTP2-Settings: AAL_____"))
                  .passes(TOMCAT, UNDERTOW),
              shape("h2c, settings twice", field(H2C + settings() + "\r\n" + settings())).passes(),
              shape("h2c, not in Connection", field("Upgrade: h2c\r\n" + settings()))
                  .passes(TOMCAT, UNDERTOW))
          .map(shape -> shape.at(Place.H2C))
          .collect(Collectors.toUnmodifiableList());

  private Upgrades() {}

  private static String settings() {
    return "HTTP2-Settings: AAMAAABkAAQAAP__";
  }
}
