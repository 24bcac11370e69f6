package dev.drop444.engine.anomaly;

import static dev.drop444.engine.anomaly.Anomaly.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.RawHead;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind by examples: a request, and exactly the kinds that it shows. */
class AnomalyTest {

  private static final AnomalyDetector ALL =
      new AnomalyDetector(Anomalies.all(), AnomalyLimits.DEFAULTS);

  /** A request and what is odd about it. */
  private static final class Example {
    final RawHead head;
    final Set<Anomaly> expected = EnumSet.noneOf(Anomaly.class);

    Example(RawHead head, Anomaly... expected) {
      this.head = head;
      this.expected.addAll(List.of(expected));
    }

    @Override
    public String toString() {
      return head.toString();
    }
  }

  private static final class Examples {
    final List<Example> list = new ArrayList<>();

    /** With the fields that every clean request has. */
    private static RawHead clean(RawHead head) {
      return head.with("Host", "www.example.com").with("User-Agent", "x").with("Accept", "*/*");
    }

    void target(String target, Anomaly... expected) {
      list.add(new Example(clean(RawHead.of("GET", target, "HTTP/1.1")), expected));
    }

    void method(String method, Anomaly... expected) {
      list.add(new Example(clean(RawHead.of(method, "/", "HTTP/1.1")), expected));
    }

    void get(String field, Anomaly... expected) {
      list.add(new Example(clean(RawHead.of("GET / HTTP/1.1", lines(field))), expected));
    }

    void post(String fields, Anomaly... expected) {
      list.add(new Example(clean(RawHead.of("POST / HTTP/1.1", lines(fields))), expected));
    }

    void host(String host, Anomaly... expected) {
      raw("GET / HTTP/1.1", "Host: " + host + " | User-Agent: x | Accept: */*", expected);
    }

    void raw(String requestLine, String fields, Anomaly... expected) {
      list.add(new Example(RawHead.of(requestLine, lines(fields)), expected));
    }

    private static String[] lines(String fields) {
      return fields.isEmpty() ? new String[0] : fields.split(" \\| ", -1);
    }
  }

  private static Stream<Example> examples() {
    Examples examples = new Examples();
    requestLines(examples);
    targets(examples);
    paths(examples);
    queries(examples);
    headers(examples);
    hosts(examples);
    clients(examples);
    framing(examples);
    contentTypes(examples);
    ranges(examples);
    return examples.list.stream();
  }

  private static void requestLines(Examples e) {
    e.method("GET");
    e.method("PROPFIND", METHOD_NOT_ALLOWED);
    e.method("get", METHOD_NOT_ALLOWED);
    e.method("TRACE", METHOD_NOT_ALLOWED);
    e.method("GE T", METHOD_INVALID, METHOD_NOT_ALLOWED);
    e.method("G\u0000T", METHOD_INVALID, METHOD_NOT_ALLOWED);
    e.method("\u00c4", METHOD_INVALID, METHOD_NOT_ALLOWED);
    e.method("", METHOD_INVALID, METHOD_NOT_ALLOWED);
    String fields = "Host: a | User-Agent: x | Accept: */*";
    e.raw("GET / HTTP/1.0", fields);
    e.raw("GET / HTTP/2", fields);
    e.raw("GET / HTTP/3", fields);
    e.raw("GET / HTTP/0.9", fields, HTTP_0_9);
    e.raw("GET / HTTP/1.2", fields, PROTOCOL_VERSION_UNSUPPORTED);
    e.raw("GET / JUNK", fields, PROTOCOL_VERSION_UNSUPPORTED);
  }

  private static void targets(Examples e) {
    e.target("/");
    e.target("/a/b.html?c=d&e=%C3%A9#", TARGET_FRAGMENT);
    e.target("http://www.example.com/a?b");
    e.target("http://www.example.com");
    e.target("http://www.example.com?a=b");
    e.target("?a=b");
    e.target("/.well-known/acme-challenge/x");
    e.target("", TARGET_INVALID);
    e.target("*", TARGET_INVALID);
    e.target("www.example.com/a", TARGET_INVALID);
    e.target("/a b", TARGET_INVALID);
    e.target("/a\tb", TARGET_CONTROL);
    e.target("/a\u0000b", TARGET_CONTROL);
    e.target("/a?b=\u007f", TARGET_CONTROL);
    e.target("http://www.example.com\u0001/", TARGET_CONTROL);
    e.target("/\u00c3\u00a9", TARGET_NOT_ASCII);
    e.target("/?\u00c3\u00a9", TARGET_NOT_ASCII);
    e.target("/\u20ac", TARGET_NOT_ASCII);
    e.target("/%2541", DOUBLE_ENCODING);
    e.target("/?a=%252e", DOUBLE_ENCODING);
    e.target("/?a=100%25");
    e.target("/?a=%uFF1Cscript", UNICODE_WIDTH, QUERY_ENCODING_INVALID);
    e.target("/%uff1c", UNICODE_WIDTH, PATH_ENCODING_INVALID);
    e.target("/?a=%u0153", QUERY_ENCODING_INVALID);
    e.target("/?a=\\u0041", UNICODE_ESCAPE);
    e.target("/?a=%5cu0041", UNICODE_ESCAPE);
    e.raw("OPTIONS * HTTP/1.1", "Host: a | User-Agent: x");
    e.raw("CONNECT a:443 HTTP/1.1", "Host: a:443 | User-Agent: x", METHOD_NOT_ALLOWED);
  }

  private static void paths(Examples e) {
    e.target("/a%20b/%C3%A9/%F0%9F%98%80");
    e.target("/100%", PATH_ENCODING_INVALID);
    e.target("/100%2", PATH_ENCODING_INVALID);
    e.target("/%zz/", PATH_ENCODING_INVALID);
    e.target("/%-1/", PATH_ENCODING_INVALID);
    e.target("/a%00.jpg", PATH_NUL);
    e.target("/a%0d%0ab", PATH_CONTROL);
    e.target("/a%7F", PATH_CONTROL);
    e.target("/%C0%AE%C0%AE/", PATH_OVERLONG, PATH_UTF8_INVALID);
    e.target("/%E0%80%AF", PATH_OVERLONG, PATH_UTF8_INVALID);
    e.target("/%F0%80%80%AF", PATH_OVERLONG, PATH_UTF8_INVALID);
    e.target("/%E9t%E9", PATH_UTF8_INVALID);
    e.target("/%E9", PATH_UTF8_INVALID);
    e.target("/%80", PATH_UTF8_INVALID);
    e.target("/%C3a%A9", PATH_UTF8_INVALID);
    e.target("/%C0a%AF", PATH_UTF8_INVALID);
    e.target("/?%C3a%A9", QUERY_UTF8_INVALID);
    e.target("/%FF", PATH_UTF8_INVALID);
    e.target("/%F5%80%80%80", PATH_UTF8_INVALID);
    e.target("/%F4%90%80%80", PATH_UTF8_INVALID);
    e.target("/%ED%A0%80", PATH_UTF8_INVALID);
    // The name of Ukraine in capitals and windows-1251; not an attack.
    e.target("/%D3%CA%D0%C0%AF%CD%C0", PATH_UTF8_INVALID);
    e.target("/a%2Fb", PATH_ENCODED_SLASH);
    e.target("/a\\b", PATH_BACKSLASH);
    e.target("/a%5Cb", PATH_BACKSLASH);
    e.target("/a/../b", PATH_DOT_SEGMENT);
    e.target("/a/..", PATH_DOT_SEGMENT);
    e.target("/a/./b");
    e.target("/a/..;jsessionid=1", PATH_DOT_SEGMENT);
    e.target("/a/.../b");
    e.target("/a/..b/b../.b");
    e.target("/x%2F..%2Fy", PATH_ENCODED_SLASH, PATH_DOT_SEGMENT);
    e.target("/a/%2e%2e/b", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/.%2e", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/%2e/WEB-INF/web.xml", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/..;/b", PATH_DISGUISED_DOT_SEGMENT);
    // Tomcat takes parameters off before it looks for dot segments, whatever is in them.
    e.target("/a/..;a=b/x", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/..;x/b", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/..;x", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/..;x?y", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/.;x/b", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/%2e.;x/b", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/..;%20/b", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/..;;/b", PATH_DISGUISED_DOT_SEGMENT);
    // Decoded after that, the semicolon is one of the name, and dots are no longer alone.
    e.target("/a/..%3bx/b");
    e.target("/a/..%3b/b");
    e.target("/a/...;x/b");
    e.target("/a;x=..;y/b");
    // What HttpServletResponse.encodeURL makes of ".." and ".", and a browser then asks for.
    e.target("/a/.;jsessionid=0A1B.node1?b");
    e.target("/a/..;jsessionid=1/b", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/.;jsessionid=1/b", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/..;jsessionid=1;a=b", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/..;jsessionidx=1", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/..;jsessionid", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/..;%6asessionid=1", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/%2e%2e;jsessionid=1", PATH_DISGUISED_DOT_SEGMENT);
    e.target("/a/..%2fb", PATH_DISGUISED_DOT_SEGMENT, PATH_ENCODED_SLASH);
    e.target("/a/..%5cb", PATH_DISGUISED_DOT_SEGMENT, PATH_BACKSLASH);
    e.target("/a/..\\b", PATH_DISGUISED_DOT_SEGMENT, PATH_BACKSLASH);
    e.target("/a.sql", RESTRICTED_SUFFIX);
    e.target("/a.SQL?x", RESTRICTED_SUFFIX);
    e.target("/a.%73ql;v=1", RESTRICTED_SUFFIX);
    e.target("/a.sql/b");
    e.target("/a.sqlx");
    e.target("/sql");
    e.target("/a.b12345678901234567890");
    e.target("/index.jsp~", BACKUP_SUFFIX);
    e.target("/~user/a.b");
    e.target("/a.~");
  }

  private static void queries(Examples e) {
    e.target("/?a=%", QUERY_ENCODING_INVALID);
    e.target("/?a=50%&b=1", QUERY_ENCODING_INVALID);
    e.target("/?info_hash=%00%FF", QUERY_NUL, QUERY_UTF8_INVALID);
    e.target("/?a=%0d%0a");
    e.target("/?" + "a=1&".repeat(255));
    e.target("/?" + "a=1&".repeat(256), TOO_MANY_ARGUMENTS);
    e.target("/?" + "n".repeat(100) + "=" + "v".repeat(400));
    e.target("/?" + "%41".repeat(100) + "=" + "%41".repeat(400));
    e.target("/?" + "n".repeat(101), ARGUMENT_NAME_TOO_LONG);
    e.target("/?a=" + "v".repeat(401), ARGUMENT_TOO_LONG);
    e.target("/?" + ("a=" + "v".repeat(399) + "&").repeat(160));
    e.target("/?" + ("a=" + "v".repeat(399) + "&").repeat(160) + "b", ARGUMENTS_TOO_LONG);
  }

  private static void headers(Examples e) {
    e.get("X-Custom_1: \u00e4 | Cookie: a=b");
    e.get(": x", HEADER_NAME_INVALID);
    e.get("X-A : x", HEADER_NAME_INVALID);
    e.get("Transfer-Encoding : chunked", HEADER_NAME_INVALID);
    e.get("X\u0000A: x", HEADER_NAME_INVALID);
    e.get("X-A: a\u0000b", HEADER_NUL);
    e.get("X-A: a\r\nX-B: b", HEADER_NUL);
    e.get("X-A: a\tb");
    e.get("X-A: a\u0001b", HEADER_CONTROL);
    e.get("X-A: a\u007fb", HEADER_CONTROL);
    e.get("X-A: " + "a".repeat(8192));
    e.get("X-A: " + "a".repeat(8193), HEADER_TOO_LONG);
    e.get("X-HTTP-Method-Override: DELETE", HEADER_FORBIDDEN);
    e.get("LOCK-TOKEN: x", HEADER_FORBIDDEN);
    e.get("Proxy: http://evil.example", PROXY_HEADER);
    e.get("Proxy-Authorization: x");
    e.get("Request-Range: bytes=0-1", REQUEST_RANGE);
    e.get("Expect: 200-ok", EXPECT_UNKNOWN);
    e.get("Expect: 100-Continue");
  }

  private static void hosts(Examples e) {
    e.raw("GET / HTTP/1.1", "User-Agent: x | Accept: */*", HOST_MISSING);
    e.raw("GET / HTTP/2", "User-Agent: x | Accept: */*", HOST_MISSING);
    e.raw("GET http://a/ HTTP/1.1", "User-Agent: x | Accept: */*", HOST_MISSING);
    e.raw("GET / HTTP/1.0", "User-Agent: x | Accept: */*");
    e.raw("GET / HTTP/2", ":authority: a.example | User-Agent: x | Accept: */*");
    e.raw("GET / HTTP/2", ":authority: a.example | Host: a.example | User-Agent: x | Accept: */*");
    e.raw("GET / HTTP/2", ":authority: a b | User-Agent: x | Accept: */*", HOST_INVALID);
    e.host("", HOST_EMPTY);
    e.get("Host: www.example.com", HOST_DUPLICATE);
    e.host("a.example:8080");
    e.host("a_b.example.");
    e.host("a.example:");
    e.host("xn--bcher-kva.example");
    e.host("b\u00c3\u00bccher.example");
    e.host("a.example:80:80", HOST_INVALID);
    e.host("a.example:x", HOST_INVALID);
    e.host("a b", HOST_INVALID);
    e.host("a/b", HOST_INVALID);
    e.host("user@a", HOST_INVALID);
    e.host("a, b", HOST_INVALID);
    e.host("{{host}}", HOST_INVALID);
    e.host("a\u0001", HOST_INVALID, HEADER_CONTROL);
    e.host("192.0.2.1", HOST_NUMERIC);
    e.host("192.0.2.1:8080", HOST_NUMERIC);
    e.host("[2001:db8::1]", HOST_NUMERIC);
    e.host("[2001:db8::1]:8080", HOST_NUMERIC);
    e.host("2001:db8::1", HOST_NUMERIC);
    e.host("[::1", HOST_INVALID);
    e.host("[::1]x", HOST_INVALID, HOST_NUMERIC);
    e.host("1a.example");
  }

  private static void clients(Examples e) {
    e.raw("GET / HTTP/1.1", "Host: a | Accept: */*", USER_AGENT_MISSING);
    e.raw("GET / HTTP/1.1", "Host: a | Accept: */* | User-Agent:", USER_AGENT_EMPTY);
    e.raw("GET / HTTP/1.1", "Host: a | User-Agent: x", ACCEPT_MISSING);
    e.raw("GET / HTTP/1.1", "Host: a | User-Agent: x | Accept: ", ACCEPT_EMPTY);
    e.raw("OPTIONS / HTTP/1.1", "Host: a | User-Agent: x");
    e.get("Accept: text/html; charset=utf-8, text/plain;charset=\"ISO-8859-1\";q=0.5");
    e.get("Accept: text/html;q=1;charset=utf-7", ACCEPT_CHARSET_ODD);
    e.get("Accept: text/html ; Charset = \"ibm037\"", ACCEPT_CHARSET_ODD);
    e.get("Accept: a/b;x=\";charset=ibm037\"");
    e.get("Accept-Encoding: gzip, deflate, br, zstd");
    e.get("Accept-Encoding: " + "gzip,".repeat(21), ACCEPT_ENCODING_TOO_LONG);
  }

  private static void framing(Examples e) {
    String text = "Content-Type: text/plain | ";
    e.post(text + "Content-Length: 5");
    e.post("Content-Length: 0");
    e.post(text + "Transfer-Encoding: chunked");
    e.post(text + "Transfer-Encoding: gzip, chunked");
    e.post(text + "Transfer-Encoding: gzip | Transfer-Encoding: Chunked");
    e.post(text + "Content-Length: 5 | Transfer-Encoding: identity");
    e.post(text + "Content-Length: +5", CONTENT_LENGTH_NOT_NUMERIC);
    e.post(text + "Content-Length: -5", CONTENT_LENGTH_NOT_NUMERIC);
    e.post(text + "Content-Length: 0x5", CONTENT_LENGTH_NOT_NUMERIC);
    e.post("Content-Length: ", CONTENT_LENGTH_NOT_NUMERIC);
    e.post(text + "Content-Length: " + "9".repeat(19), CONTENT_LENGTH_NOT_NUMERIC);
    e.post(text + "Content-Length: 5 | Content-Length: 5", CONTENT_LENGTH_DUPLICATE);
    e.post(text + "Content-Length: 5 | content-length: 6", CONTENT_LENGTH_DUPLICATE);
    e.post(text + "Content-Length: 5, 6", CONTENT_LENGTH_DUPLICATE);
    e.post(
        text + "Content-Length: 5 | Transfer-Encoding: chunked",
        TRANSFER_ENCODING_AND_CONTENT_LENGTH);
    e.post(text + "Transfer-Encoding: xchunked", TRANSFER_ENCODING_INVALID);
    e.post(text + "Transfer-Encoding: chunked, gzip", TRANSFER_ENCODING_INVALID);
    e.post(text + "Transfer-Encoding: chunked, chunked", TRANSFER_ENCODING_INVALID);
    e.post(text + "Transfer-Encoding: chunked, identity", TRANSFER_ENCODING_INVALID);
    e.post(text + "Transfer-Encoding: gzip", TRANSFER_ENCODING_INVALID);
    e.post(text + "Transfer-Encoding: ", TRANSFER_ENCODING_INVALID);
    e.post(text + "Transfer-Encoding: chunked;x", TRANSFER_ENCODING_INVALID);
    e.post(text + "Transfer-Encoding: \u000bchunked", TRANSFER_ENCODING_INVALID, HEADER_CONTROL);
    String client = "Host: a | User-Agent: x | Accept: */* | " + text;
    e.raw("POST / HTTP/1.0", client + "Transfer-Encoding: chunked", TRANSFER_ENCODING_INVALID);
    e.raw("POST / HTTP/2", client + "Content-Length: 5");
    e.raw("POST / HTTP/2", client + "TE: trailers");
    e.raw("POST / HTTP/2", client + "Transfer-Encoding: chunked", CONNECTION_HEADER_IN_HTTP2);
    e.raw("POST / HTTP/2", client + "Connection: close", CONNECTION_HEADER_IN_HTTP2);
    e.raw("POST / HTTP/2", client + "Keep-Alive: 5", CONNECTION_HEADER_IN_HTTP2);
    e.raw("POST / HTTP/2", client + "TE: gzip", CONNECTION_HEADER_IN_HTTP2);
    e.raw(
        "POST / HTTP/2",
        client
            + "Content-Length: 1 | Upgrade: h2c | HTTP2-Settings: AAMAAABk"
            + " | Connection: Upgrade, HTTP2-Settings");
    e.get("Connection: keep-alive | Connection: close", CONNECTION_CONFLICT);
    e.get("Connection: Close , Keep-Alive", CONNECTION_CONFLICT);
    e.get("Connection: keep-alive, Upgrade | Keep-Alive: timeout=5");
    e.get(text + "Content-Length: 5", GET_WITH_BODY);
    e.get(text + "Transfer-Encoding: chunked", GET_WITH_BODY);
    e.get("Content-Length: 0");
    e.post("X-A: b", POST_WITHOUT_LENGTH);
  }

  private static void contentTypes(Examples e) {
    String body = "Content-Length: 5 | ";
    e.post(body + "X-A: b", CONTENT_TYPE_MISSING);
    e.post(body + "Content-Type: ", CONTENT_TYPE_MISSING);
    e.post(body + "Content-Type: application/json");
    e.post(body + "Content-Type: application/JSON; charset=UTF-8;");
    e.post(body + "Content-Type: multipart/form-data; boundary=\"a; \\\"b\"; charset=\"utf-8\"");
    e.post(body + "Content-Type: multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk");
    e.post(body + "Content-Type: application/vnd.api+json;ext=\"https://a/b\"");
    e.post(body + "Content-Type: json", CONTENT_TYPE_INVALID);
    e.post(body + "Content-Type: application/", CONTENT_TYPE_INVALID);
    e.post(body + "Content-Type: text/plain; charset", CONTENT_TYPE_INVALID);
    e.post(body + "Content-Type: text/plain; charset=", CONTENT_TYPE_INVALID);
    e.post(body + "Content-Type: text/plain; a=\"b", CONTENT_TYPE_INVALID);
    e.post(body + "Content-Type: text/plain, text/xml", CONTENT_TYPE_INVALID);
    e.post(body + "Content-Type: text/plain | Content-Type: text/plain", CONTENT_TYPE_INVALID);
    e.post(body + "Content-Type: application/x-java-serialized-object", CONTENT_TYPE_NOT_ALLOWED);
    e.post(body + "Content-Type: text/plain; charset=ibm037", CONTENT_TYPE_CHARSET);
    e.post(body + "Content-Type: text/plain; charset=utf-8; charset=utf-8", CONTENT_TYPE_CHARSET);
  }

  private static void ranges(Examples e) {
    e.get("Range: bytes=0-");
    e.get("Range: bytes=0-0,-500");
    e.get("Range: BYTES=5-5, 7-8 ,9-");
    e.get("Range: items=9-0");
    e.get("Range: bytes=9-0", RANGE_INVALID);
    e.get("Range: bytes=", RANGE_INVALID);
    e.get("Range: bytes=-", RANGE_INVALID);
    e.get("Range: bytes=a-b", RANGE_INVALID);
    e.get("Range: bytes=5", RANGE_INVALID);
    e.get("Range: bytes=0--1", RANGE_INVALID);
    e.get("Range: bytes=" + "9".repeat(40) + "-5", RANGE_INVALID);
    e.get("Range: bytes=0-1,2-3,4-5,6-7,8-9");
    e.get("Range: bytes=0-1,2-3,4-5,6-7,8-9,10-11", RANGE_MANY_PARTS);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example(Example example) {
    assertThat(Anomalies.list(ALL.detect(example.head)))
        .containsExactlyInAnyOrderElementsOf(example.expected);
  }

  @Test
  void everyKindHasAnExample() {
    Set<Anomaly> shown =
        examples().flatMap(example -> example.expected.stream()).collect(Collectors.toSet());
    assertThat(shown).containsExactlyInAnyOrder(Anomaly.values());
  }

  @Test
  void onlyWantedKindsAreFound() {
    examples()
        .forEach(
            example -> {
              for (Anomaly wanted : Anomaly.values()) {
                AnomalyDetector one = new AnomalyDetector(wanted.bit(), AnomalyLimits.DEFAULTS);
                long found = example.expected.contains(wanted) ? wanted.bit() : 0;
                assertThat(one.detect(example.head)).as(wanted + ": " + example).isEqualTo(found);
              }
            });
  }
}
