package dev.drop444.it.malformed;

import static dev.drop444.it.malformed.Heads.line;
import static dev.drop444.it.malformed.Shape.JETTY;
import static dev.drop444.it.malformed.Shape.TOMCAT;
import static dev.drop444.it.malformed.Shape.shape;

import java.util.List;

/** Request lines that are not three words (RFC 9112 section 3), and methods that are no tokens. */
final class RequestLines {

  static final List<Shape> ALL =
      List.of(
          shape("no space behind the method", line("GET/hello HTTP/1.1")),
          shape("no space before the version", line("GET /helloHTTP/1.1")),
          shape("two spaces before the target", line("GET  /hello HTTP/1.1")).passes(TOMCAT, JETTY),
          shape("two spaces before the version", line("GET /hello  HTTP/1.1"))
              .passes(TOMCAT, JETTY),
          shape("space before the method", line(" GET /hello HTTP/1.1")),
          shape("space behind the version", line("GET /hello HTTP/1.1 ")),
          shape("four words", line("GET /hello /other HTTP/1.1")),
          shape("space within the target", line("GET /he llo HTTP/1.1")),
          shape("tab before the target", line("GET\t/hello HTTP/1.1")).passes(TOMCAT),
          shape("tab before the version", line("GET /hello\tHTTP/1.1")).passes(TOMCAT),
          shape("tab before the method", line("\tGET /hello HTTP/1.1")),
          shape("form feed between the words", line("GET\f/hello\fHTTP/1.1")),
          shape("vertical tab between the words", line("GET\u000b/hello\u000bHTTP/1.1")),
          shape("no-break space between the words", line("GET\u00a0/hello\u00a0HTTP/1.1")),
          shape("bare CR before the version", line("GET /hello\rHTTP/1.1")),
          shape("bare CR in the target", line("GET /hel\rlo HTTP/1.1")),
          shape("bare CR at the end", "GET /hello HTTP/1.1\rHost: shop.example\r\n\r\n"),
          shape("bare LF in the target", line("GET /hel\nlo HTTP/1.1")),
          shape("bare LF at the end", "GET /hello HTTP/1.1\nHost: shop.example\r\n\r\n")
              .passes(TOMCAT, JETTY),
          shape("bare LF throughout", "GET /hello HTTP/1.1\nHost: shop.example\n\n")
              .passes(TOMCAT, JETTY),
          shape("CR CR LF at the end", "GET /hello HTTP/1.1\r\r\nHost: shop.example\r\n\r\n"),
          shape("empty line first", "\r\n" + line("GET /hello HTTP/1.1")).passes(TOMCAT, JETTY),
          shape("bare CR first", "\r" + line("GET /hello HTTP/1.1")).passes(TOMCAT),
          shape("a hundred empty lines first", "\r\n".repeat(100) + line("GET /hello HTTP/1.1"))
              .passes(TOMCAT, JETTY),
          shape("nothing but empty lines", "\r\n\r\n\r\n").waits(TOMCAT, JETTY),
          shape("nothing but spaces", "                \r\n\r\n"),
          shape("NUL first", line("\0GET /hello HTTP/1.1")),
          shape("NUL in the method", line("GE\0T /hello HTTP/1.1")),
          shape("NUL instead of a space", line("GET\0/hello HTTP/1.1")),
          shape("NUL in the target", line("GET /hel\0lo HTTP/1.1")),
          shape("control character in the method", line("G\001ET /hello HTTP/1.1")),
          shape("escape sequence in the method", line("\033[2JGET /hello HTTP/1.1")),
          shape("byte order mark first", line("\u00ef\u00bb\u00bfGET /hello HTTP/1.1")),
          shape("DEL in the method", line("GET\u007f /hello HTTP/1.1")),
          shape("8-bit method", line("G\u00c9T /hello HTTP/1.1")),
          shape("lower-case method", line("get /hello HTTP/1.1")).passes(),
          shape("unknown method", line("FROBNICATE /hello HTTP/1.1")).passes(),
          shape("method with @", line("G@T /hello HTTP/1.1")),
          shape("method with a colon", line("GET: /hello HTTP/1.1")),
          shape("method with brackets", line("GET() /hello HTTP/1.1")),
          shape("method with a slash", line("GET/x /hello HTTP/1.1")),
          shape("method in quotes", line("\"GET\" /hello HTTP/1.1")),
          shape("method with a comma", line("GET,POST /hello HTTP/1.1")),
          shape("method of 10 000 letters", line("G".repeat(10_000) + " /hello HTTP/1.1")),
          shape("no target", line("GET HTTP/1.1")),
          shape("no target, two spaces", line("GET  HTTP/1.1")),
          shape("method alone", line("GET")),
          shape("method and space alone", line("GET ")),
          shape("no method", line("/hello HTTP/1.1")),
          shape("20 000 letters without a space", line("A".repeat(20_000))),
          shape("a response", line("HTTP/1.1 200 OK")),
          shape("JSON", "{\"jsonrpc\":\"2.0\",\"method\":\"login\",\"id\":1}\r\n\r\n"),
          shape("XML", "<?xml version=\"1.0\"?><a/>\r\n\r\n"),
          shape("a field without a request line", "Host: shop.example\r\n\r\n"),
          shape("half of a request line", "GET /hel").waits());

  private RequestLines() {}
}
