package dev.drop444.it.malformed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One line of the table. Immutable.
 *
 * @param group what is wrong with it
 * @param name how it is wrong
 * @param place where it is sent
 * @param text what is sent, a char a byte
 * @param exceptions what is expected where it is not {@link Expectation#DROPPED}, by the beginning
 *     of the server's name
 */
record Shape(
    String group, String name, Place place, String text, Map<String, Expectation> exceptions) {

  /** What must happen with the agent. */
  enum Expectation {
    /** The server refuses it by itself: not a byte, and the server ends the connection. */
    DROPPED,
    /** The server would serve it, and a kind of the standard preset drops it all the same. */
    ANOMALY,
    /** Well-formed for this server: the same bytes as without the agent. */
    PASSES,
    /** Refused only when the application already reads the body: the same bytes as without. */
    LATE,
    /** The server waits for more, and when the client gives up there is no byte. */
    WAITS;

    boolean drops() {
      return this == DROPPED || this == ANOMALY;
    }
  }

  static final String TOMCAT = "tomcat-";
  static final String JETTY = "jetty-";
  static final String UNDERTOW = "undertow-";

  /** The older lines, where they differ. */
  static final String TOMCAT_10 = "tomcat-10.";

  static final String JETTY_12_0 = "jetty-12.0.";

  private static final String EVERY = "";

  /** On the plain port. */
  static Shape shape(String name, String text) {
    return new Shape("", name, Place.PLAIN, text, Map.of());
  }

  /** Not text: hexadecimal, with blanks as the reader likes them. */
  static Shape binary(String name, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return shape(name, new String(bytes, ISO_8859_1));
  }

  Shape called(String other) {
    return new Shape(group, other, place, text, exceptions);
  }

  Shape at(Place other) {
    return new Shape(group, name, other, text, exceptions);
  }

  /** Well-formed for servers whose names start so. */
  Shape passes(String... servers) {
    return with(Expectation.PASSES, servers);
  }

  /** Well-formed for all. */
  Shape passes() {
    return with(Expectation.PASSES, EVERY);
  }

  /** Not refused before the application reads the body, by servers whose names start so. */
  Shape late(String... servers) {
    return with(Expectation.LATE, servers);
  }

  /** Served by servers whose names start so, and dropped all the same. */
  Shape anomaly(String... servers) {
    return with(Expectation.ANOMALY, servers);
  }

  /** Not complete for servers whose names start so. */
  Shape waits(String... servers) {
    return with(Expectation.WAITS, servers);
  }

  /** Served by all, and dropped all the same. */
  Shape anomaly() {
    return with(Expectation.ANOMALY, EVERY);
  }

  /** Not complete for any. */
  Shape waits() {
    return with(Expectation.WAITS, EVERY);
  }

  private Shape with(Expectation expectation, String... servers) {
    Map<String, Expectation> more = new TreeMap<>(exceptions);
    Arrays.stream(servers).forEach(server -> more.put(server, expectation));
    return new Shape(group, name, place, text, Map.copyOf(more));
  }

  /** The longest beginning of a server's name decides. */
  Expectation on(String server) {
    for (int length = server.length(); length >= 0; length--) {
      Expectation expectation = exceptions.get(server.substring(0, length));
      if (expectation != null) {
        return expectation;
      }
    }
    return Expectation.DROPPED;
  }

  /** Whether some server waits for more of it. */
  boolean isIncomplete() {
    return exceptions.containsValue(Expectation.WAITS);
  }

  static List<Shape> group(String group, List<Shape> shapes) {
    return shapes.stream()
        .map(s -> new Shape(group, s.name, s.place, s.text, s.exceptions))
        .collect(Collectors.toUnmodifiableList());
  }

  static List<Shape> all(List<List<Shape>> groups) {
    List<Shape> all = new ArrayList<>();
    groups.forEach(all::addAll);
    return List.copyOf(all);
  }

  byte[] bytes() {
    return text.getBytes(ISO_8859_1);
  }

  @Override
  public String toString() {
    return group + ", " + place + ": " + name;
  }
}
