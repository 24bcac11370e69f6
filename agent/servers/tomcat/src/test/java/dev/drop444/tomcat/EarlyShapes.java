package dev.drop444.tomcat;

import java.util.LinkedHashMap;
import java.util.Map;

/** What may have arrived of a connection when it is looked at early. */
final class EarlyShapes {

  static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";
  static final String LAST = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  static final String POST = "POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n";
  static final String CHUNKED =
      "POST /read HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  private EarlyShapes() {}

  /** Each of them all that a client sends, in one go. */
  static Map<String, String> all() {
    Map<String, String> shapes = new LinkedHashMap<>(MalformedShapes.plain());
    String body = "x".repeat(50_000);
    String upgrade = "GET /upgrade HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n";
    shapes.put("kept alive", GOOD);
    shapes.put("closed", LAST);
    shapes.put("pipelined", GOOD + GOOD + POST + "0123456789" + LAST);
    shapes.put("body", POST + "0123456789");
    shapes.put("long body", POST.replace("10", "50000") + body);
    shapes.put("long body, and another", POST.replace("10", "50000") + body + LAST);
    shapes.put("as long as what is read", padded(KnownConnector.EARLY_BYTES));
    shapes.put("longer by one", padded(KnownConnector.EARLY_BYTES + 1));
    shapes.put("shorter by one", padded(KnownConnector.EARLY_BYTES - 1));
    shapes.put("chunks", CHUNKED + "4\r\nabcd\r\n1\r\ne\r\n0\r\n\r\n" + LAST);
    shapes.put("chunks cut off", CHUNKED + "4\r\nab");
    shapes.put("body cut off", POST + "0123");
    shapes.put("expectation", POST.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
    shapes.put("listened to", POST.replace("/read", "/listen") + "0123456789" + LAST);
    shapes.put("asynchronous", GOOD.replace("/good", "/async/200") + LAST);
    shapes.put("unread body", POST.replace("/read", "/ignore") + "0123456789" + LAST);
    shapes.put("sent as a file", GOOD.replace("/good", "/static/large.txt") + GOOD + LAST);
    shapes.put("upgraded", upgrade + "\r\nhello");
    shapes.put("a byte", "G");
    shapes.put("half a head", "GET /good HTTP/1.1\r\nHos");
    shapes.put("empty lines", "\r\n\r\n" + LAST);
    shapes.put("TLS", MalformedShapes.tlsHello());
    shapes.put("HTTP/0.9", "GET /good\r\n");
    shapes.put("HTTP/1.0", "GET /good HTTP/1.0\r\n\r\n");
    shapes.put("too long", GOOD.replace("Host", "X-Long: " + body + "\r\nHost"));
    shapes.put("response dropped", GOOD.replace("/good", "/fin"));
    return shapes;
  }

  private static String padded(int length) {
    String pad = LAST.replace("\r\n\r\n", "\r\nX-Pad: \r\n\r\n");
    return pad.replace("Pad: ", "Pad: " + "p".repeat(length - pad.length()));
  }
}
