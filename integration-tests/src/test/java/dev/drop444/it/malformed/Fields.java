package dev.drop444.it.malformed;

import static dev.drop444.it.malformed.Heads.field;
import static dev.drop444.it.malformed.Heads.host;
import static dev.drop444.it.malformed.Heads.line;
import static dev.drop444.it.malformed.Shape.JETTY;
import static dev.drop444.it.malformed.Shape.TOMCAT;
import static dev.drop444.it.malformed.Shape.UNDERTOW;
import static dev.drop444.it.malformed.Shape.shape;

import java.util.List;

/** Field lines that break the grammar (RFC 9112 section 5, RFC 9110 section 5), or are too much. */
final class Fields {

  static final List<Shape> ALL =
      List.of(
          shape("no colon", field("X-Odd")),
          shape("no colon but a value", field("X-Odd 1")),
          shape("space before the colon", field("X-Odd : 1")),
          shape("tab before the colon", field("X-Odd\t: 1")),
          shape("space before the first name", line("GET /hello HTTP/1.1\r\n X-Odd: 1")),
          shape("tab before the first name", line("GET /hello HTTP/1.1\r\n\tX-Odd: 1")),
          shape("folded with a space", field("X-Odd: 1\r\n 2")).passes(TOMCAT, UNDERTOW),
          shape("folded with a tab", field("X-Odd: 1\r\n\t2")).passes(TOMCAT, UNDERTOW),
          shape("folded into nothing", field("X-Odd: 1\r\n ")).passes(TOMCAT, UNDERTOW),
          shape("empty name", field(": 1")),
          shape("colon alone", field(":")),
          shape("two colons", field("X-Odd:: 1")).passes(),
          shape("NUL in the name", field("X-O\0dd: 1")),
          shape("NUL in the value", field("X-Odd: 1\0002")),
          shape("control character in the name", field("X-O\001dd: 1")),
          shape("control character in the value", field("X-Odd: 1\0012")),
          shape("escape in the value", field("X-Odd: \033[31m")),
          shape("backspace in the value", field("X-Odd: 1\b2")),
          shape("vertical tab in the value", field("X-Odd: 1\u000b2")),
          shape("DEL in the value", field("X-Odd: 1\u007f2")),
          shape("DEL in the name", field("X-O\u007fdd: 1")),
          shape("bare CR in the value", field("X-Odd: 1\r2")),
          shape("bare CR in the name", field("X-O\rdd: 1")),
          shape("bare LF in the name", field("X-O\ndd: 1")),
          shape("bare CR between two fields", field("X-Odd: 1\rX-Even: 2")),
          shape("bare LF between two fields", field("X-Odd: 1\nX-Even: 2")).passes(TOMCAT, JETTY),
          shape("CR CR LF between two fields", field("X-Odd: 1\r\r\nX-Even: 2")),
          shape("space in the name", field("X Odd: 1")),
          shape("tab in the name", field("X\tOdd: 1")),
          shape("name with (", field("X(Odd: 1")),
          shape("name with )", field("X)Odd: 1")),
          shape("name with <", field("X<Odd: 1")),
          shape("name with @", field("X@Odd: 1")),
          shape("name with ,", field("X,Odd: 1")),
          shape("name with ;", field("X;Odd: 1")),
          shape("name with \\", field("X\\Odd: 1")),
          shape("name with \"", field("X\"Odd: 1")),
          shape("name with /", field("X/Odd: 1")),
          shape("name with [", field("X[Odd: 1")),
          shape("name with ?", field("X?Odd: 1")),
          shape("name with =", field("X=Odd: 1")),
          shape("name with {", field("X{Odd: 1")),
          shape("name in Latin-1", field("X-Od\u00e9: 1")),
          shape("name in UTF-8", field("X-Od\u00c3\u00a9: 1")),
          shape("request line again", field("GET /hello HTTP/1.1")),
          shape("value of 20 000 bytes", field("X-Odd: " + "1".repeat(20_000))).passes(UNDERTOW),
          shape("name of 20 000 bytes", field("X".repeat(20_000) + ": 1")).passes(UNDERTOW),
          shape("cookie of 20 000 bytes", field("Cookie: a=" + "1".repeat(20_000)))
              .passes(UNDERTOW),
          shape("300 fields", field("X-Odd: 1\r\n".repeat(300) + "X-Even: 2")).passes(JETTY),
          shape("10 000 fields", field("X-Odd: 1\r\n".repeat(10_000) + "X-Even: 2")),
          shape("head of 1 MB", field("X-Odd: " + "1".repeat(1_000_000))).passes(UNDERTOW),
          shape("1 MB without a line's end", "GET /hello HTTP/1.1\r\nX: " + "1".repeat(1_000_000))
              .waits(UNDERTOW),
          shape("half of a field", "GET /hello HTTP/1.1\r\nHost: shop.exa").waits());

  static final List<Shape> HOST =
      List.of(
          shape("none", host("")),
          shape("empty", host("Host:\r\n")).passes(TOMCAT, UNDERTOW),
          shape("blank", host("Host:   \r\n")).passes(TOMCAT, UNDERTOW),
          shape("twice, the same", host("Host: shop.example\r\nHost: shop.example\r\n")),
          shape("twice, different", host("Host: shop.example\r\nHost: other.example\r\n")),
          shape("twice, other case", host("Host: shop.example\r\nhOST: other.example\r\n")),
          shape("first empty", host("Host:\r\nHost: shop.example\r\n")),
          shape("two with a comma", host("Host: shop.example, other.example\r\n")),
          shape("two with a space", host("Host: shop.example other.example\r\n")),
          shape("space before the colon", host("Host : shop.example\r\n")),
          shape("folded", host("Host: shop.example\r\n .evil\r\n")),
          shape("folded from the start", host("Host:\r\n shop.example\r\n")).passes(UNDERTOW),
          shape("with a path", host("Host: shop.example/hello\r\n")),
          shape("with a query", host("Host: shop.example?a=1\r\n")),
          shape("with a fragment", host("Host: shop.example#a\r\n")),
          shape("with a scheme", host("Host: http://shop.example\r\n")),
          shape("with a user", host("Host: user@shop.example\r\n")),
          shape("with a user and a password", host("Host: a:b@shop.example\r\n")),
          shape("port not numeric", host("Host: shop.example:http\r\n")),
          shape("port too large", host("Host: shop.example:99999\r\n")).passes(TOMCAT),
          shape("port overflows", host("Host: shop.example:4294967376\r\n")),
          shape("negative port", host("Host: shop.example:-80\r\n")),
          shape("port with a sign", host("Host: shop.example:+80\r\n")).anomaly(JETTY, UNDERTOW),
          shape("two ports", host("Host: shop.example:80:81\r\n")),
          shape("port alone", host("Host: :80\r\n")).passes(UNDERTOW),
          shape("IPv6 not closed", host("Host: [::1\r\n")),
          shape("IPv6 not opened", host("Host: ::1]:80\r\n")),
          shape("IPv6 without brackets", host("Host: fe80::1\r\n")).passes(JETTY),
          shape("IPv6 with too many groups", host("Host: [1:2:3:4:5:6:7:8:9]\r\n")),
          shape("IPv6 with letters", host("Host: [::xyz]\r\n")),
          shape("IPv6 empty", host("Host: []\r\n")),
          shape("IPv6 and letters behind", host("Host: [::1]shop\r\n")),
          shape("NUL", host("Host: shop\0.example\r\n")),
          shape("tab", host("Host: shop\t.example\r\n")),
          shape("8-bit", host("Host: shop\u00e9.example\r\n")),
          shape("backslash", host("Host: shop.example\\evil\r\n")),
          shape("quotes", host("Host: \"shop.example\"\r\n")),
          shape("angle brackets", host("Host: <script>\r\n")),
          shape("braces", host("Host: ${jndi:ldap://x}\r\n")),
          shape("bad percent-encoding", host("Host: shop%zz.example\r\n")),
          shape("asterisk", host("Host: *\r\n")).passes(JETTY, UNDERTOW),
          shape("two dots", host("Host: shop..example\r\n")).passes(JETTY, UNDERTOW),
          shape("dot first", host("Host: .shop.example\r\n")).passes(JETTY, UNDERTOW),
          shape("dot last", host("Host: shop.example.\r\n")).passes(),
          shape("underscore", host("Host: my_shop.example\r\n")).passes(JETTY, UNDERTOW),
          shape("10 000 letters", host("Host: " + "a".repeat(10_000) + "\r\n")).passes(UNDERTOW),
          shape("none, the target absolute", noHost("http://shop.example/hello")),
          shape("empty, the target absolute", emptyHost("http://shop.example/hello")));

  private Fields() {}

  private static String noHost(String target) {
    return host("").replace("/hello", target);
  }

  private static String emptyHost(String target) {
    return host("Host:\r\n").replace("/hello", target);
  }
}
