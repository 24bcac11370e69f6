package dev.drop444.it.support;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Something that drop444 can do on a server, and how a client sees it. Every trial comes from an
 * address of its own, so that all of them may run at once.
 */
enum Capability {
  ACCEPT("accept", false) {
    @Override
    String seen(ServerProcess server, Protocol protocol, String from) throws IOException {
      // Silent, because a byte that is on its way would be a reason for RST by itself.
      try (Wire wire = Wire.plain(DENIED, protocol.port(server))) {
        wire.receiveAll();
        return "closed, " + wire.bytes() + " bytes, " + wire.end();
      }
    }

    @Override
    String wanted(Protocol protocol) {
      return "closed, 0 bytes, RST";
    }
  },

  REQUEST("request", true) {
    @Override
    String seen(ServerProcess server, Protocol protocol, String from) throws IOException {
      return ending(server, protocol, from, Request.get("/support/request"));
    }
  },

  MALFORMED("malformed", false) {
    @Override
    String seen(ServerProcess server, Protocol protocol, String from) throws IOException {
      return end(server, protocol, from, "GET /hello there HTTP/1.1\r\nHost: a\r\n\r\n");
    }
  },

  RESPONSE("response turned into a drop", true) {
    @Override
    String seen(ServerProcess server, Protocol protocol, String from) throws IOException {
      return ending(server, protocol, from, Request.get("/support/response"));
    }
  },

  OUTCOME("outcomes lead to a ban", true) {
    @Override
    String seen(ServerProcess server, Protocol protocol, String from) throws IOException {
      for (int i = 1; i <= OUTCOMES; i++) {
        ending(server, protocol, from, Request.get("/support/outcome/" + i));
      }
      return "then " + new Caller(from, server.plainPort()).refusal();
    }

    @Override
    String wanted(Protocol protocol) {
      return "then RST";
    }
  },

  SLOW_HEAD("slow head", false) {
    @Override
    String seen(ServerProcess server, Protocol protocol, String from) throws IOException {
      return end(server, protocol, from, "GET /hello HTTP/1.1\r\nHost: a\r\nX-Endless: ");
    }
  },

  SLOW_BODY("slow body", false) {
    @Override
    String seen(ServerProcess server, Protocol protocol, String from) throws IOException {
      return end(
          server,
          protocol,
          from,
          "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nand then");
    }
  },

  OPEN_CONNECTIONS("a ban ends what is open", false) {
    @Override
    String seen(ServerProcess server, Protocol protocol, String from) throws IOException {
      try (Wire idle = protocol.connect(from, server)) {
        Conversation.Seen first = Conversation.of(Request.get("/hello")).on(idle, protocol);
        String trapped = new Caller(from, server.plainPort()).get("/support/trap");
        return first.ending() + ", " + trapped + ", then " + rest(idle);
      }
    }

    @Override
    String wanted(Protocol protocol) {
      return "200, silence, then closed, 0 bytes";
    }
  };

  private static final String DENIED = "127.0.61.250";

  private static final int OUTCOMES = 3;

  /** What all of it needs. */
  static final Setup SETUP =
      Setup.agent("support")
          .with("spare-loopback", "false")
          .with("deny", DENIED)
          .with("rule.request.path", "/support/request")
          .with("rule.response.path", "/support/response")
          .with("rule.response.status", "404")
          .with("rule.outcome.path", "/support/outcome/*")
          .with("rule.outcome.status", "404")
          .with("rule.outcome.maxretry", Integer.toString(OUTCOMES))
          .with("rule.outcome.action", "ban")
          .with("rule.trap.path", "/support/trap")
          .with("rule.trap.action", "ban")
          .with("rule.slow-head.slow.head", "4s")
          .with("rule.slow-body.slow.body", "1000B/s")
          .with("rule.slow-body.slow.grace", "4s")
          // Nobody is to be banned but by the rules above.
          .with("rule.repeat.enabled", "false")
          .with("rule.repeat-malformed.enabled", "false");

  private final String text;
  private final boolean alsoHttp2;

  Capability(String text, boolean alsoHttp2) {
    this.text = text;
    this.alsoHttp2 = alsoHttp2;
  }

  boolean isOf(Protocol protocol) {
    return alsoHttp2 || !protocol.http2();
  }

  /** What a client sees who comes from an address where nobody came from before. */
  abstract String seen(ServerProcess server, Protocol protocol, String from) throws IOException;

  /** What it sees where the capability is there. */
  String wanted(Protocol protocol) {
    return protocol.http2() ? "RST_STREAM 8, next stream 200" : "closed, 0 bytes, FIN";
  }

  private static String ending(
      ServerProcess server, Protocol protocol, String from, Request request) throws IOException {
    return Conversation.of(request).hold(server, protocol, from).ending();
  }

  /** Says something that is no request, or not all of one, and waits for the end. */
  private static String end(ServerProcess server, Protocol protocol, String from, String text)
      throws IOException {
    try (Wire wire = protocol.connect(from, server)) {
      wire.send(text.getBytes(StandardCharsets.ISO_8859_1));
      String rest = rest(wire);
      return wire.end() == End.OPEN ? "open" : rest + ", " + wire.end();
    }
  }

  private static String rest(Wire wire) {
    return "closed, " + wire.receiveAll().length + " bytes";
  }

  @Override
  public String toString() {
    return text;
  }
}
