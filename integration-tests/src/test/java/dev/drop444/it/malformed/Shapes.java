package dev.drop444.it.malformed;

import static dev.drop444.it.malformed.Shape.all;
import static dev.drop444.it.malformed.Shape.group;

import java.util.List;

/** The whole table. */
final class Shapes {

  private static final List<Shape> OUTSIDE =
      all(
          List.of(
              group("Request line", RequestLines.ALL),
              group("Target: form", Targets.FORM),
              group("Target: encoding", Targets.ENCODING),
              group("Target: path and query", Targets.PATH),
              group("Version", ProtocolVersions.ALL),
              group("Field", Fields.ALL),
              group("Host", Fields.HOST),
              group("Content-Length", Framing.LENGTH),
              group("Transfer-Encoding", Framing.CODING),
              group("Chunk", Framing.CHUNK),
              group("Expectation and preface", Upgrades.ALL),
              group("Another protocol", OtherProtocols.ALL)));

  static final List<Shape> ALL =
      all(
          List.of(
              OUTSIDE,
              group("Upgrade to HTTP/2", Upgrades.TO_HTTP2),
              group("TLS port", TlsPorts.OUTSIDE),
              group("Inside TLS", TlsPorts.inside(OUTSIDE)),
              group("HTTP/2 request", Http2Frames.REQUESTS),
              group("HTTP/2 frame", Http2Frames.FRAMES)));

  private Shapes() {}
}
