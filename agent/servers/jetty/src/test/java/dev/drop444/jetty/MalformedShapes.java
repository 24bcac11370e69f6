package dev.drop444.jetty;

import static dev.drop444.engine.gate.Malformation.EXPECTATION;
import static dev.drop444.engine.gate.Malformation.SYNTAX;
import static dev.drop444.engine.gate.Malformation.TLS_ON_PLAIN_PORT;
import static dev.drop444.engine.gate.Malformation.TOO_LARGE;
import static dev.drop444.engine.gate.Malformation.VERSION;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.drop444.engine.gate.Malformation;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every supported Jetty refuses by itself, and why. */
final class MalformedShapes {

  private static final String HOST = "Host: localhost\r\n";
  private static final String LINE = "GET / HTTP/1.1\r\n";

  private MalformedShapes() {}

  /** Bytes, one char each, by why they are refused. */
  static Map<String, Malformation> all() {
    Map<String, Malformation> shapes = new LinkedHashMap<>();
    requestLines(shapes);
    targets(shapes);
    fields(shapes);
    smuggling(shapes);
    return shapes;
  }

  static byte[] bytes(String shape) {
    return shape.getBytes(ISO_8859_1);
  }

  private static void requestLines(Map<String, Malformation> shapes) {
    shapes.put("garbage\r\n\r\n", SYNTAX);
    shapes.put("\u0001\u0002\u0003\u0004\u0005\r\n\r\n", SYNTAX);
    shapes.put("\u00ff\u00fe\u00fd\r\n\r\n", SYNTAX);
    shapes.put(
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003", TLS_ON_PLAIN_PORT);
    shapes.put(" GET / HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET\r\n\r\n", SYNTAX);
    shapes.put("GET \r\n\r\n", SYNTAX);
    shapes.put("GE\u0000T / HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("G(E)T / HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /\r\n\r\n", VERSION);
    shapes.put("GET / HTTP/0.9\r\n\r\n", VERSION);
    shapes.put("GET / HTTP/1.2\r\n" + HOST + "\r\n", VERSION);
    shapes.put("GET / HTTP/3.0\r\n" + HOST + "\r\n", VERSION);
    shapes.put("GET / HTTP/2.0\r\n" + HOST + "\r\n", VERSION);
    shapes.put("GET / JUNK\r\n" + HOST + "\r\n", VERSION);
    shapes.put("GET / HTTP/1.1 x\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET / HTTP/1.1\rX", SYNTAX);
  }

  private static void targets(Map<String, Malformation> shapes) {
    shapes.put("GET /" + "u".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n", TOO_LARGE);
    shapes.put("GET /%zz HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /%2 HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /../../etc/passwd HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /%2e%2e/%2e%2e/x HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /a/..%2fb HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /a/..;/b HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET //x//y HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /%2e/x HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /a;x=1/..;/b HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /%u0041 HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /%00 HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET no-slash HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET http://other/ HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /a\u0000b HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
  }

  private static void fields(Map<String, Malformation> shapes) {
    shapes.put(LINE + "\r\n", SYNTAX);
    shapes.put(LINE + "Host:\r\n\r\n", SYNTAX);
    shapes.put(LINE + "Host: nobody\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + HOST + "\r\n", SYNTAX);
    shapes.put(LINE + "Host: a\r\nHost: b\r\n\r\n", SYNTAX);
    shapes.put(LINE + "Host: a:b\r\n\r\n", SYNTAX);
    shapes.put(LINE + "Host: a:99999\r\n\r\n", SYNTAX);
    shapes.put(LINE + "Host: :80\r\n\r\n", SYNTAX);
    shapes.put(LINE + "Host: [::1\r\n\r\n", SYNTAX);
    shapes.put(LINE + "Host: [::1]a\r\n\r\n", SYNTAX);
    shapes.put(LINE + "Host: a:b:c\r\n\r\n", SYNTAX);
    shapes.put(LINE + "Host: a b\r\n\r\n", SYNTAX);
    shapes.put(LINE + "Host: a/b\r\n\r\n", SYNTAX);
    shapes.put("CONNECT a:b HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put(LINE + HOST + ": no name\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "no colon\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "X(Y): 1\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "X\u0000Y: 1\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "X: a\u0000b\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "X: a\u0001b\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "X : 1\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "X: 1\r\n folded\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "X: 1\rY: 2\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "X: " + "v".repeat(20_000) + "\r\n\r\n", TOO_LARGE);
    shapes.put(LINE + HOST + "X: 1\r\n".repeat(4_000) + "\r\n", TOO_LARGE);
    if (!OlderJetty.is(OlderJetty.IGNORES_EXPECTATIONS)) {
      shapes.put(LINE + HOST + "Expect: a miracle\r\n\r\n", EXPECTATION);
    }
  }

  private static void smuggling(Map<String, Malformation> shapes) {
    String post = "POST / HTTP/1.1\r\n" + HOST;
    shapes.put(post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", SYNTAX);
    shapes.put(post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", SYNTAX);
    shapes.put(post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Content-Length: 5, 6\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Content-Length: 5, 5\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Content-Length: five\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Content-Length: -5\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Content-Length: +5\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Content-Length: 0x5\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Content-Length:\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Content-Length: 99999999999999999999\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Content-Length : 5\r\n\r\nhello", SYNTAX);
    shapes.put(post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", SYNTAX);
    shapes.put(post + "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n", SYNTAX);
    shapes.put(post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", SYNTAX);
    shapes.put(post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", SYNTAX);
    shapes.put(post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", SYNTAX);
    shapes.put(post + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n", SYNTAX);
    shapes.put(post + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "X: a\u007fb\r\n\r\n", SYNTAX);
    shapes.put(LINE + HOST + "\u00e9: 1\r\n\r\n", SYNTAX);
    shapes.put("GET /\u00ff HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
    shapes.put("GET /%ff HTTP/1.1\r\n" + HOST + "\r\n", SYNTAX);
  }
}
