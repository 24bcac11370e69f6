package dev.drop444.it.malformed;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The few lines that servers write before anybody can be asked. They are known, and stay. */
final class Noise {

  private static final List<Pattern> KNOWN =
      List.of(
          // A Host that is no host, from the parser of a value that knows no connection.
          Pattern.compile(".*:WARN :oeju\\.HostPort:.*"),
          // Settings of an upgrade that goes on as HTTP/1.1.
          Pattern.compile(".*:WARN :oejh2si\\.HTTP2ServerConnection:.* HTTP2-Settings .*"),
          // Undertow ends an HTTP/2 connection without SETTINGS, which is no response.
          Pattern.compile(".* io\\.undertow\\.protocols\\.http2\\.Http2Channel parseFrame.*"),
          Pattern.compile("ERROR: UT005034: .*"));

  /** Where Undertow's HTTP/2 parser throws out of its own frame, and logs the stack. */
  private static final String UNDERTOW_THROWS = "Content-Length not numeric";

  private Noise() {}

  static List<String> without(String server, Shape shape, List<String> lines) {
    if (server.startsWith(Shape.UNDERTOW)
        && shape.place().http2()
        && shape.name().equals(UNDERTOW_THROWS)) {
      return List.of();
    }
    return lines.stream()
        .filter(line -> KNOWN.stream().noneMatch(known -> known.matcher(line).matches()))
        .collect(Collectors.toUnmodifiableList());
  }
}
