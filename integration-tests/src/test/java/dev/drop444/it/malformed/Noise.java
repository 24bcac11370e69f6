package dev.drop444.it.malformed;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The few lines that servers write before anybody can be asked. They are known, and stay. */
final class Noise {

  private static final List<Pattern> KNOWN =
      List.of(
          // Settings of an upgrade that goes on as HTTP/1.1.
          Pattern.compile(".*:WARN :oejh2?si\\.HTTP2ServerConnection:.* HTTP2-Settings .*"),
          // Undertow ends an HTTP/2 connection without SETTINGS, which is no response.
          Pattern.compile(".* io\\.undertow\\.protocols\\.http2\\.Http2Channel parseFrame.*"),
          Pattern.compile("ERROR: UT005034: .*"));

  /**
   * Shapes of HTTP/2 at which a server logs a stack of its own and answers with a frame: Tomcat at
   * the first broken stream, whichever it is, and Undertow at a number that is none.
   */
  private static final Map<String, String> STACKS =
      Map.of(
          Shape.TOMCAT, "name in upper case",
          Shape.UNDERTOW, "Content-Length not numeric");

  /**
   * What Jetty 12.1.14 writes of a request that it has upgraded, answered over HTTP/2, and is told
   * of the client's end before it hears that the answer was written: 116 of 4,000 without an agent,
   * and 0 of 4,000 that are dropped instead of upgraded. It may come when the next shape is there.
   */
  private static final Pattern LEFT =
      Pattern.compile(
          ".*:WARN :oeje10s\\.ServletChannel:.* handleException /hello "
              + "java\\.nio\\.channels\\.ClosedChannelException");

  private Noise() {}

  static List<String> without(String server, Shape shape, List<String> lines) {
    if (shape.place().http2() && shape.name().equals(STACKS.get(family(server)))) {
      return List.of();
    }
    return lines.stream()
        .filter(line -> KNOWN.stream().noneMatch(known -> known.matcher(line).matches()))
        .filter(line -> shape.place() != Place.H2C || !LEFT.matcher(line).matches())
        .collect(Collectors.toUnmodifiableList());
  }

  private static String family(String server) {
    return server.substring(0, server.indexOf('-') + 1);
  }
}
