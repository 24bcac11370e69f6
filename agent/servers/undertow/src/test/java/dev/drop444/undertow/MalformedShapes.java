package dev.drop444.undertow;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that are wrong, as bytes (ISO-8859-1), by name. */
final class MalformedShapes {

  private static final String END = "Host: a\r\n\r\n";

  private MalformedShapes() {}

  /** On a plain port. */
  static Map<String, String> plain() {
    Map<String, String> shapes = new LinkedHashMap<>();
    // Request line.
    shapes.put("HTTP/0.9", "GET /\r\n");
    shapes.put("HTTP/0.9 with query", "GET /?a=b\r\n");
    shapes.put("no target", "GET  HTTP/1.1\r\n" + END);
    shapes.put("method only", "GET\r\n" + END);
    shapes.put("empty line first", "\r\nGET / HTTP/1.1\r\n" + END);
    shapes.put("space first", " GET / HTTP/1.1\r\n" + END);
    shapes.put("two spaces", "GET  / HTTP/1.1\r\n" + END);
    shapes.put("tab as separator", "GET\t/ HTTP/1.1\r\n" + END);
    shapes.put("colon in method", "GE:T / HTTP/1.1\r\n" + END);
    shapes.put("NUL in method", "GE\0T / HTTP/1.1\r\n" + END);
    shapes.put("obs-text in method", "G\u00c9T / HTTP/1.1\r\n" + END);
    shapes.put("endless method", "A".repeat(300) + " / HTTP/1.1\r\n" + END);
    shapes.put("relative target", "GET a/b HTTP/1.1\r\n" + END);
    shapes.put("space in target", "GET /a b HTTP/1.1\r\n" + END);
    shapes.put("fragment in target", "GET /a#b HTTP/1.1\r\n" + END);
    shapes.put("quote in target", "GET /a\"b HTTP/1.1\r\n" + END);
    shapes.put("angle brackets in target", "GET /<script> HTTP/1.1\r\n" + END);
    shapes.put("backslash in target", "GET /..\\a HTTP/1.1\r\n" + END);
    shapes.put("braces in query", "GET /?a={b} HTTP/1.1\r\n" + END);
    shapes.put("pipe in query", "GET /?a=|b HTTP/1.1\r\n" + END);
    shapes.put("NUL in target", "GET /a\0 HTTP/1.1\r\n" + END);
    shapes.put("control character in target", "GET /a\u0001 HTTP/1.1\r\n" + END);
    shapes.put("DEL in target", "GET /a\u007f HTTP/1.1\r\n" + END);
    shapes.put("raw UTF-8 in target", "GET /\u00c3\u00a9 HTTP/1.1\r\n" + END);
    shapes.put("bad percent-encoding", "GET /%zz HTTP/1.1\r\n" + END);
    shapes.put("cut percent-encoding", "GET /%4 HTTP/1.1\r\n" + END);
    shapes.put("bad percent-encoding in query", "GET /?a=%zz HTTP/1.1\r\n" + END);
    shapes.put("invalid UTF-8", "GET /%ff%fe HTTP/1.1\r\n" + END);
    shapes.put("overlong UTF-8", "GET /%c0%ae HTTP/1.1\r\n" + END);
    shapes.put("percent-encoded NUL", "GET /a%00 HTTP/1.1\r\n" + END);
    shapes.put("asterisk with GET", "GET * HTTP/1.1\r\n" + END);
    shapes.put("CONNECT without port", "CONNECT a HTTP/1.1\r\n" + END);
    shapes.put("absolute target, bad port", "GET http://a:b/ HTTP/1.1\r\n" + END);
    shapes.put("bare LF after request line", "GET / HTTP/1.1\n" + END);
    shapes.put("bare CR after request line", "GET / HTTP/1.1\r" + END);
    shapes.put("space after version", "GET / HTTP/1.1 \r\n" + END);
    shapes.put("no version number", "GET / HTTP\r\n" + END);
    shapes.put("lower-case version", "GET / http/1.1\r\n" + END);
    shapes.put("HTTP/1.2", "GET / HTTP/1.2\r\n" + END);
    shapes.put("HTTP/1.10", "GET / HTTP/1.10\r\n" + END);
    shapes.put("HTTP/2.0 by GET", "GET / HTTP/2.0\r\n" + END);
    shapes.put("HTTP/3.0", "GET / HTTP/3.0\r\n" + END);
    shapes.put("HTTP/9.9", "GET / HTTP/9.9\r\n" + END);
    shapes.put("HTTP/x.y", "GET / HTTP/x.y\r\n" + END);
    shapes.put("other protocol", "GET / SIP/2.0\r\n" + END);
    shapes.put("too many query parameters", "GET /?" + "a=b&".repeat(30) + " HTTP/1.1\r\n" + END);
    shapes.put("too many path parameters", "GET /a" + ";b=c".repeat(30) + " HTTP/1.1\r\n" + END);
    shapes.put("target too long", "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + END);
    // Header section.
    shapes.put("head too large", get("X: " + "a".repeat(9_000)));
    shapes.put("too many headers", get("X: a\r\n".repeat(30) + "Y: b"));
    shapes.put("no colon", get("Broken"));
    shapes.put("empty name", get(": a"));
    shapes.put("space before colon", get("X : a"));
    shapes.put("space in name", get("X Y: a"));
    shapes.put("space before first field", "GET / HTTP/1.1\r\n X: a\r\n" + END);
    shapes.put("NUL in name", get("X\0Y: a"));
    shapes.put("brackets in name", get("X[]: a"));
    shapes.put("obs-text in name", get("X\u00e9: a"));
    shapes.put("obs-fold", get("X: a\r\n b"));
    shapes.put("NUL in value", get("X: a\0b"));
    shapes.put("control character in value", get("X: a\u0001b"));
    shapes.put("DEL in value", get("X: a\u007fb"));
    shapes.put("bare CR in value", get("X: a\rb"));
    shapes.put("bare LF in value", get("X: a\nY: b"));
    shapes.put("bare LF at the end", "GET / HTTP/1.1\r\nHost: a\n\n");
    // Host.
    shapes.put("no Host", "GET / HTTP/1.1\r\n\r\n");
    shapes.put("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n");
    shapes.put("two Hosts", get("Host: b"));
    shapes.put("two Hosts, HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n");
    shapes.put("bad port in Host", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n");
    shapes.put("user info in Host", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n");
    shapes.put("slash in Host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n");
    shapes.put("open bracket in Host", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n");
    shapes.put("Host against target", "GET http://b/ HTTP/1.1\r\n" + END);
    // Body length; what smuggling is made of.
    shapes.put("Content-Length not a number", post("Content-Length: abc"));
    shapes.put("Content-Length negative", post("Content-Length: -1"));
    shapes.put("Content-Length with plus", post("Content-Length: +1"));
    shapes.put("Content-Length too big for a long", post("Content-Length: " + "9".repeat(30)));
    shapes.put("Content-Length empty", post("Content-Length:"));
    shapes.put("Content-Length list", post("Content-Length: 1, 1"));
    shapes.put("Content-Length twice", post("Content-Length: 1\r\nContent-Length: 2"));
    shapes.put("Content-Length twice alike", post("Content-Length: 1\r\nContent-Length: 1"));
    shapes.put("both lengths", post("Content-Length: 1\r\nTransfer-Encoding: chunked"));
    shapes.put("both lengths turned", post("Transfer-Encoding: chunked\r\nContent-Length: 1"));
    shapes.put("two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"));
    shapes.put("coding xchunked", post("Transfer-Encoding: xchunked"));
    shapes.put("coding gzip", post("Transfer-Encoding: gzip"));
    shapes.put("coding chunked twice", post("Transfer-Encoding: chunked, chunked"));
    shapes.put("coding chunked, then another", post("Transfer-Encoding: chunked, identity"));
    shapes.put("coding behind vertical tab", post("Transfer-Encoding: \u000bchunked"));
    shapes.put("coding, space before colon", post("Transfer-Encoding : chunked"));
    shapes.put("coding, folded", post("Transfer-Encoding:\r\n chunked"));
    shapes.put(
        "coding, HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    // Something else.
    shapes.put("HTTP/2 preface cut short", "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n");
    shapes.put("TLS hello", tlsHello());
    shapes.put("SSH", "SSH-2.0-OpenSSH_9.6\r\n");
    shapes.put("binary", "\u0000\u0001\u0002\u0003\u0004\u0005\u00ff\r\n\r\n");
    return shapes;
  }

  /** On a TLS port. */
  static Map<String, String> tls() {
    Map<String, String> shapes = new LinkedHashMap<>();
    shapes.put("GET", "GET / HTTP/1.1\r\n" + END);
    shapes.put("POST with body", "POST /a HTTP/1.1\r\nContent-Length: 5\r\n" + END + "hello");
    shapes.put("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    shapes.put("SSH", "SSH-2.0-OpenSSH_9.6\r\n");
    shapes.put("zeros", "\0".repeat(64));
    shapes.put("binary", "\u0005\u0001\u0002\u0003\u0004\u0005\u00ff\r\n\r\n");
    shapes.put("heartbeat", "\u0018\u0003\u0002\u0000\u0003\u0001@\u0000");
    shapes.put("record of version 9", "\u0016\u0009\u0001\u0000\u0005hello");
    return shapes;
  }

  /** The first record of a handshake that offers too little, yet is one. */
  static String tlsHello() {
    return "\u0016\u0003\u0001\u00001\u0001\u0000\u0000-\u0003\u0003"
        + "r".repeat(32)
        + "\u0000\u0000\u0002\u0000/\u0001\u0000\u0000\u0002\u0000\u0000";
  }

  /** Hellos that begin like one. */
  static Map<String, String> brokenHellos() {
    Map<String, String> shapes = new LinkedHashMap<>();
    shapes.put(
        "length that lies",
        "\u0016\u0003\u0001\u0000\u0010\u0001\u0000\u0000\b" + "\u00ff".repeat(12));
    shapes.put("zeros", "\u0016\u0003\u0001\u00000\u0001\u0000\u0000," + "\0".repeat(44));
    return shapes;
  }

  private static String get(String fields) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n";
  }

  private static String post(String fields) {
    return "POST /a?b HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n0\r\n\r\n";
  }
}
