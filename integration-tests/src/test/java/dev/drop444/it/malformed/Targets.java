package dev.drop444.it.malformed;

import static dev.drop444.it.malformed.Heads.line;
import static dev.drop444.it.malformed.Heads.target;
import static dev.drop444.it.malformed.Shape.JETTY;
import static dev.drop444.it.malformed.Shape.JETTY_12_0;
import static dev.drop444.it.malformed.Shape.TOMCAT;
import static dev.drop444.it.malformed.Shape.UNDERTOW;
import static dev.drop444.it.malformed.Shape.shape;

import java.util.List;

/** Targets that are none of the four forms (RFC 9112 section 3.2), or hide where they lead. */
final class Targets {

  static final List<Shape> FORM =
      List.of(
          shape("relative", target("hello")),
          shape("relative with a dot", target("./hello")),
          shape("relative with two dots", target("../hello")),
          shape("query alone", target("?a=1")),
          shape("fragment", target("/hello#top")).passes(JETTY_12_0),
          shape("fragment behind a query", target("/hello?a=1#top")).passes(JETTY_12_0),
          shape("fragment alone", target("#top")),
          shape("asterisk with GET", target("*")),
          shape("asterisk with OPTIONS", line("OPTIONS * HTTP/1.1")).passes(),
          shape("slash and asterisk", target("/*")).passes(),
          shape("authority with GET", target("shop.example:443")),
          shape("CONNECT with a port", line("CONNECT shop.example:443 HTTP/1.1")).passes(UNDERTOW),
          shape("CONNECT without a port", line("CONNECT shop.example HTTP/1.1")).passes(JETTY),
          shape("CONNECT with a path", line("CONNECT /hello HTTP/1.1")).passes(UNDERTOW),
          shape("CONNECT with a URI", line("CONNECT http://shop.example/ HTTP/1.1")),
          shape("CONNECT with a port alone", line("CONNECT :443 HTTP/1.1")),
          shape("CONNECT with a bad port", line("CONNECT shop.example:http HTTP/1.1")),
          shape("absolute, no authority", target("http://")),
          shape("absolute, no host but a path", target("http:///hello")),
          shape("absolute, one slash", target("http:/hello")).passes(JETTY),
          shape("absolute, no colon", target("http//hello")),
          shape("absolute, no scheme", target("://hello")),
          shape("absolute, port not numeric", target("http://shop.example:port/hello")),
          shape("absolute, port too large", target("http://shop.example:99999/hello"))
              .passes(UNDERTOW),
          shape("absolute, negative port", target("http://shop.example:-1/hello")),
          shape("absolute, user and password", target("http://a:b@shop.example/hello"))
              .passes(TOMCAT),
          shape("absolute, IPv6 not closed", target("http://[::1/hello")),
          shape("absolute, space for a host", target("http://%20/hello")),
          shape("absolute, another host", target("http://other.example/hello")),
          shape("absolute, unknown scheme", target("gopher://shop.example/hello"))
              .passes(JETTY, UNDERTOW),
          shape("absolute, javascript", target("javascript:alert(1)")),
          shape("two slashes first", target("//hello")).passes(TOMCAT, UNDERTOW),
          shape("target of 20 000 bytes", target("/" + "a".repeat(20_000))).passes(UNDERTOW),
          shape("query of 20 000 bytes", target("/hello?" + "a".repeat(20_000))).passes(UNDERTOW),
          shape("2 000 arguments", target("/hello?" + "a=1&".repeat(2_000))).passes(TOMCAT, JETTY));

  static final List<Shape> ENCODING =
      List.of(
          shape("%zz", target("/hello%zz")),
          shape("% at the end", target("/hello%")),
          shape("%4 at the end", target("/hello%4")),
          shape("%u0041", target("/%u0041")),
          shape("%00", target("/hello%00")).anomaly(UNDERTOW),
          shape("%00 before a suffix", target("/hello%00.html")).anomaly(UNDERTOW),
          shape("%0d%0a", target("/hello%0d%0aX:1")).passes(TOMCAT, UNDERTOW),
          shape("%7f", target("/hello%7f")).passes(TOMCAT, UNDERTOW),
          shape("overlong dot, %c0%ae", target("/%c0%ae%c0%ae/hello")).anomaly(UNDERTOW),
          shape("overlong slash, %c0%af", target("/a%c0%afhello")).anomaly(UNDERTOW),
          shape("overlong in three bytes, %e0%80%af", target("/a%e0%80%afhello")).anomaly(UNDERTOW),
          shape("surrogate, %ed%a0%80", target("/%ed%a0%80")).passes(UNDERTOW),
          shape("beyond Unicode, %f5%80%80%80", target("/%f5%80%80%80")).passes(UNDERTOW),
          shape("UTF-8 cut off, %c3", target("/caf%c3")).passes(UNDERTOW),
          shape("Latin-1, %e9", target("/caf%e9")).passes(UNDERTOW),
          shape("%ff", target("/%ff%fe")).passes(UNDERTOW),
          shape("%2f", target("/a%2fb")).passes(UNDERTOW),
          shape("%5c", target("/a%5cb")).passes(UNDERTOW),
          shape("%2e%2e above the root", target("/%2e%2e/%2e%2e/etc/passwd")).anomaly(UNDERTOW),
          shape("%2e%2e%2f", target("/a/..%2f..%2fhello")).anomaly(UNDERTOW),
          shape("encoded twice, %252e%252e", target("/%252e%252e/hello")).passes(TOMCAT, UNDERTOW),
          shape("%3b in front of dots", target("/a/..%3b/hello")).passes(),
          shape("raw Latin-1", target("/caf\u00e9")),
          shape("raw UTF-8", target("/caf\u00c3\u00a9")),
          shape("raw 0xff", target("/\u00ff\u00fe")),
          shape("raw control character", target("/hel\001lo")),
          shape("raw DEL", target("/hel\u007flo")),
          shape("raw tab", target("/hel\tlo")),
          shape("query %zz", target("/hello?a=%zz")).passes(TOMCAT, JETTY),
          shape("query % at the end", target("/hello?a=%")).passes(TOMCAT, JETTY),
          shape("query %00", target("/hello?a=%00")).passes(),
          shape("query raw NUL", target("/hello?a=\0")),
          shape("query raw 0xff", target("/hello?a=\u00ff")).passes(JETTY),
          shape("query raw control character", target("/hello?a=\001")));

  static final List<Shape> PATH =
      List.of(
          shape("dots above the root", target("/../../etc/passwd")).passes(UNDERTOW),
          shape("dots above the root, later", target("/hello/../../etc/passwd")).passes(UNDERTOW),
          shape("dots at the end", target("/hello/..")).passes(),
          shape("dots above the root at the end", target("/hello/../..")).passes(UNDERTOW),
          shape("dots with a parameter", target("/..;/hello")).anomaly(UNDERTOW),
          shape("dots with a parameter, later", target("/a/..;/hello")).anomaly(TOMCAT, UNDERTOW),
          shape("dots with a named parameter", target("/a/..;a=b/hello")).anomaly(TOMCAT, UNDERTOW),
          shape("dots with a name", target("/a/..;x/hello")).anomaly(TOMCAT, UNDERTOW),
          shape("dots with a name at the end", target("/a/..;x")).anomaly(TOMCAT, UNDERTOW),
          shape("dots with a session", target("/a/..;jsessionid=1/hello"))
              .anomaly(TOMCAT, UNDERTOW),
          shape("dots with a session at the end", target("/a/..;jsessionid=1"))
              .passes(TOMCAT, UNDERTOW),
          shape("dot with a name", target("/a/.;x/hello")).anomaly(TOMCAT, UNDERTOW),
          shape("encoded dot with a name", target("/a/%2e.;x/hello")).anomaly(TOMCAT, UNDERTOW),
          shape("dots with %3b and a name", target("/a/..%3bx/hello")).passes(),
          shape("parameter alone", target("/;/hello")).passes(TOMCAT, UNDERTOW),
          shape("dot with a parameter", target("/.;/hello")).anomaly(TOMCAT, UNDERTOW),
          shape("parameter with %2f", target("/hello;a=%2fb")).passes(),
          shape("backslash", target("/a\\b")),
          shape("backslash first", target("\\hello")),
          shape("dots and backslashes", target("/..\\..\\windows\\win.ini")),
          shape("angle brackets", target("/<script>")),
          shape("quotation mark", target("/\"hello\"")),
          shape("braces", target("/${jndi:ldap://x}")),
          shape("pipe", target("/a|b")),
          shape("caret", target("/a^b")),
          shape("backquote", target("/a`id`")),
          shape("square brackets", target("/a[0]")).passes(UNDERTOW),
          shape("query with angle brackets", target("/hello?a=<script>")).passes(JETTY),
          shape("query with a quotation mark", target("/hello?a=\"1\"")).passes(JETTY),
          shape("query with braces", target("/hello?a={1}")).passes(JETTY),
          shape("query with a pipe", target("/hello?a=1|2")).passes(JETTY),
          shape("query with a backslash", target("/hello?a=\\")).passes(JETTY),
          shape("query with square brackets", target("/hello?a[]=1")).passes(JETTY, UNDERTOW));

  private Targets() {}
}
