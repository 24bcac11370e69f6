package dev.drop444.it.matrix;

import static dev.drop444.it.matrix.Case.answered;
import static dev.drop444.it.matrix.Case.dropped;
import static dev.drop444.it.matrix.Case.ends;
import static dev.drop444.it.matrix.Configurations.ALLOWED;
import static dev.drop444.it.matrix.Configurations.BARE_FLAG;
import static dev.drop444.it.matrix.Configurations.MONITOR;
import static dev.drop444.it.matrix.Configurations.OFF;
import static dev.drop444.it.matrix.Configurations.PATH_BOUND;
import static dev.drop444.it.matrix.Configurations.TURNED;
import static dev.drop444.it.wire.Request.get;
import static dev.drop444.it.wire.Request.post;

import dev.drop444.it.wire.Request;
import java.util.List;

/** The table. Each line runs on every server, over every protocol that it makes sense in. */
final class Cases {

  private static final int SMALL = 100;
  private static final int LARGE = 512 * 1024;
  private static final Request HELLO = get("/hello");

  /** What good clients get, byte for byte as without the agent. */
  static final List<Case> GOOD =
      List.of(
          answered("GET", HELLO),
          answered("large answer", get("/large")),
          answered("POST", post("/echo", SMALL)),
          answered("large POST", post("/echo", LARGE)),
          answered("POST whose body is not read", post("/unread", SMALL)).http1(),
          // Tomcat 10.1 may log a StreamException when DATA comes after the answer, agent or not.
          answered("POST whose body is not read, in HTTP/2", post("/unread", SMALL))
              .varying()
              .http2(),
          answered("chunked POST", post("/echo", SMALL).inChunks()).http1(),
          answered("on a thread of the application", get("/async")),
          answered("file, by sendfile", get("/file")),
          answered("header fields", get("/headers").with("X-Odd", "%41; =\"quoted\"")),
          answered("encoded path", get("/%68ello")),
          answered("empty user agent", get("/hello").with("User-Agent", "")),
          answered("curl's user agent", get("/hello").with("User-Agent", "curl/8.5.0")),
          answered("second request of a connection", HELLO).after(HELLO),
          answered("pipelined", HELLO).pipelinedAfter(HELLO),
          answered("not there", get("/nothing-here")).with(Outcome.NOT_FOUND),
          answered("the server's error page", get("/busy")).with(Outcome.UNAVAILABLE),
          answered("fails in the application", get("/boom")).with(Outcome.FAILED).varying());

  /** How a dropped request ends, whatever state its connection is in. */
  static final List<Case> WIRE =
      List.of(
          dropped("GET", marked(HELLO, "plain"), "plain"),
          dropped("second request of a connection", marked(HELLO, "plain"), "plain").after(HELLO),
          dropped("third, after a POST", marked(HELLO, "plain"), "plain")
              .after(HELLO, post("/echo", SMALL)),
          dropped("pipelined behind a good one", marked(HELLO, "plain"), "plain")
              .pipelinedAfter(HELLO),
          dropped("POST, body sent", marked(post("/echo", SMALL), "plain"), "plain"),
          dropped(
              "POST, half of the body",
              marked(post("/unread", SMALL).sending(50), "plain"),
              "plain"),
          dropped("POST, head only", marked(post("/unread", SMALL).sending(0), "plain"), "plain"),
          dropped("POST, large body", marked(post("/echo", LARGE), "plain"), "plain"),
          dropped("POST, chunked", marked(post("/echo", SMALL).inChunks(), "plain"), "plain")
              .http1(),
          dropped(
                  "POST, first chunk only",
                  marked(post("/unread", SMALL).inChunks().sending(50), "plain"),
                  "plain")
              .http1(),
          dropped(
                  "Expect: 100-continue",
                  marked(post("/unread", SMALL).sending(0).with("Expect", "100-continue"), "plain"),
                  "plain")
              .http1(),
          dropped("WebSocket handshake", marked(webSocket(), "plain"), "plain").http1(),
          dropped("upgrade to h2c", marked(upgradeToH2c(), "plain"), "plain").plain(),
          dropped("on a thread of the application", marked(get("/async"), "plain"), "plain"),
          dropped("file, by sendfile", marked(get("/file"), "plain"), "plain"),
          dropped("response", marked(HELLO, "answered"), "answered").whenAnswered(),
          dropped("response, of a file by sendfile", marked(get("/file"), "answered"), "answered")
              .whenAnswered(),
          dropped(
                  "response, on a thread of the application",
                  marked(get("/async"), "answered"),
                  "answered")
              .whenAnswered(),
          ends("close=rst, GET", marked(HELLO, "reset"), Outcome.RESET, "reset"),
          ends("close=rst, second request", marked(HELLO, "reset"), Outcome.RESET, "reset")
              .after(HELLO),
          ends(
              "close=rst, POST, body sent",
              marked(post("/echo", SMALL), "reset"),
              Outcome.RESET,
              "reset"),
          ends(
              "close=rst, POST, half of the body",
              marked(post("/unread", SMALL).sending(50), "reset"),
              Outcome.RESET,
              "reset"),
          ends("h2=connection, GET", marked(HELLO, "whole"), Outcome.CLOSED, "whole"),
          // The client has the first answer before Jetty is done with it, which it may log then.
          ends("h2=connection, second request", marked(HELLO, "whole"), Outcome.CLOSED, "whole")
              .after(HELLO)
              .varying(),
          ends(
              "h2=connection, POST, body sent",
              marked(post("/echo", SMALL), "whole"),
              Outcome.CLOSED,
              "whole"),
          ends(
              "h2=connection and close=rst",
              marked(HELLO, "whole-reset"),
              Outcome.CLOSED_BY_RESET,
              "whole-reset"));

  /** What rules hold on, and the spellings by which somebody might slip past them. */
  static final List<Case> RULES =
      List.of(
          dropped(
              "scanner's user agent",
              get("/hello").with("User-Agent", "sqlmap/1.8.2#stable (https://sqlmap.org)"),
              "scanners"),
          dropped(
              "user agent by rule",
              get("/hello").with("User-Agent", "Mozilla/5.0 (compatible; badbot/2.0)"),
              "bot"),
          dropped("path", get("/.env"), "env"),
          dropped("path under a tree", get("/.git/config"), "env"),
          dropped("path by suffix", get("/wp-login.php"), "php"),
          dropped("path with a query", get("/drop/it?really=1"), "tree"),
          dropped("path with two slashes", get("//drop/it"), "tree"),
          dropped("path encoded, with dots and parameters", get("/x/../%64rop;v=1/it"), "tree"),
          dropped("path in absolute-form", get("http://shop.example/drop/it"), "tree").http1(),
          dropped("method", Request.of("PROPFIND", "/hello"), "verbs"),
          dropped("host", HELLO.to("evil.example"), "host"),
          dropped("host with port, in capitals", HELLO.to("WWW.Evil.Example:8080"), "host"),
          dropped("not-header", get("/locked"), "locked"),
          answered("not-header, with the header", get("/locked").with("X-Key", "open-sesame"))
              .with(Outcome.NOT_FOUND),
          dropped("address and path", get("/bound"), "bound").from(PATH_BOUND),
          answered("address and another path", get("/")).from(PATH_BOUND),
          answered("a rule of action allow", marked(HELLO, "plain").with("X-Friend", "yes")),
          answered("an allowed address", marked(HELLO, "plain")).from(ALLOWED),
          answered("a rule of action monitor", marked(HELLO, "watch")).noticedBy("watch"));

  /** Other configurations, for as much as differs under them. */
  static final List<Case> MODES =
      List.of(
          answered("browser", HELLO).under(BARE_FLAG),
          answered("curl", HELLO.with("User-Agent", "curl/8.5.0")).under(BARE_FLAG),
          answered("what the other rules drop", marked(get("/hello"), "plain")).under(BARE_FLAG),
          dropped("scanner", HELLO.with("User-Agent", "Nikto/2.5.0"), "scanners").under(BARE_FLAG),
          dropped(
                  "scanner's POST",
                  post("/echo", SMALL).with("User-Agent", "sqlmap/1.8"),
                  "scanners")
              .under(BARE_FLAG),
          answered("would be dropped", marked(HELLO, "plain")).noticedBy("plain").under(MONITOR),
          answered("POST that would be dropped", marked(post("/echo", SMALL), "plain"))
              .noticedBy("plain")
              .under(MONITOR),
          answered("scanner", HELLO.with("User-Agent", "sqlmap/1.8"))
              .noticedBy("scanners")
              .under(MONITOR),
          answered("scanner", HELLO.with("User-Agent", "sqlmap/1.8")).under(OFF),
          answered("what rules would drop", marked(HELLO, "plain")).under(OFF),
          ends("GET", marked(HELLO, "plain"), Outcome.CLOSED_BY_RESET, "plain").under(TURNED),
          ends(
                  "POST, body sent",
                  marked(post("/echo", SMALL), "plain"),
                  Outcome.CLOSED_BY_RESET,
                  "plain")
              .under(TURNED),
          answered("browser", HELLO).under(TURNED));

  private Cases() {}

  private static Request marked(Request request, String rule) {
    return request.with("X-Rule", rule);
  }

  private static Request webSocket() {
    return HELLO
        .with("Connection", "Upgrade")
        .with("Upgrade", "websocket")
        .with("Sec-WebSocket-Version", "13")
        .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
  }

  private static Request upgradeToH2c() {
    return HELLO
        .with("Connection", "Upgrade, HTTP2-Settings")
        .with("Upgrade", "h2c")
        .with("HTTP2-Settings", "AAMAAABkAAQAAP__");
  }
}
