package dev.drop444.jetty;

import static dev.drop444.engine.gate.Malformation.EXPECTATION;
import static dev.drop444.engine.gate.Malformation.SYNTAX;
import static dev.drop444.engine.gate.Malformation.TLS_ON_PLAIN_PORT;
import static dev.drop444.engine.gate.Malformation.TOO_LARGE;
import static dev.drop444.engine.gate.Malformation.VERSION;

import dev.drop444.engine.gate.Malformation;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every Jetty from 9.4 to 11 refuses by itself. */
final class ClassicShapes {

  private static final String HOST = "Host: localhost\r\n";
  private static final String LINE = "GET / HTTP/1.1\r\n";

  /** An old 9.4 answers with 400 to a version that it does not know. */
  private static final Malformation UNKNOWN_VERSION =
      String.valueOf(System.getProperty("drop444.test.jetty")).startsWith("9.4.26")
          ? SYNTAX
          : VERSION;

  private ClassicShapes() {}

  /** One char a byte, by why they are refused. */
  static Map<String, Malformation> all() {
    Map<String, Malformation> shapes = new LinkedHashMap<>();
    shapes.put("garbage\r\n\r\n", SYNTAX);
    shapes.put("\u0001\u0002\u0003\u0004\u0005\r\n\r\n", SYNTAX);
    shapes.put(
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003", TLS_ON_PLAIN_PORT);
    shapes.put(" GET / HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET\r\n\r\n", SYNTAX);
    shapes.put("GE\u0000T / HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /\r\n\r\n", UNKNOWN_VERSION);
    shapes.put("GET / HTTP/2.0\r\n" + HOST + "\r\n", VERSION);
    shapes.put("GET / HTTP/7.1\r\n" + HOST + "\r\n", UNKNOWN_VERSION);
    shapes.put("GET /" + "u".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n", TOO_LARGE);
    shapes.put(LINE + "\r\n", SYNTAX);
    shapes.put(LINE + HOST + "no colon\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "X\u0000Y: 1\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "X: " + "v".repeat(20_000) + "\r\n\r\n", TOO_LARGE);
    shapes.put(LINE + HOST + "Expect: a miracle\r\n\r\n", EXPECTATION);
    String post = "POST / HTTP/1.1\r\n" + HOST;
    shapes.put(post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Content-Length: five\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", SYNTAX);
    return shapes;
  }
}
