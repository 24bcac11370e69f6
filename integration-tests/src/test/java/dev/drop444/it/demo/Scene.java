package dev.drop444.it.demo;

import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Wire;
import java.io.IOException;

/**
 * One row of the table.
 *
 * @param words what the client does
 * @param protocol how it speaks
 * @param request what it asks for
 * @param from its address
 * @param rule the rule that must hold, or a dash
 * @param expected what must come back
 */
record Scene(
    String words, Protocol protocol, Request request, String from, String rule, String expected) {

  private static final String LOCALHOST = "127.0.0.1";

  static Scene answered(String words, Protocol protocol, Request request) {
    return new Scene(words, protocol, request, LOCALHOST, "-", "200");
  }

  static Scene dropped(String words, Protocol protocol, Request request, String rule) {
    String expected = protocol.http2() ? "stream reset, 0 bytes" : "closed, 0 bytes";
    return new Scene(words, protocol, request, LOCALHOST, rule, expected);
  }

  /** A peer whose connection is closed before it says anything. */
  static Scene refused(String words, Protocol protocol, String from) {
    return new Scene(words, protocol, Request.get("/"), from, "deny", "closed, 0 bytes");
  }

  boolean isAnswered() {
    return expected.equals("200");
  }

  /** Plays it, and says what came back. */
  String play(ServerProcess server) throws IOException {
    if (rule.equals("deny")) {
      try (Wire wire = Wire.plain(from, protocol.port(server))) {
        wire.receiveAll();
        return "closed, " + wire.bytes() + " bytes";
      }
    }
    String ending = Conversation.of(request).hold(server, protocol, from).ending();
    return switch (ending) {
      case "closed, 0 bytes, FIN", "closed, 0 bytes, RST" -> "closed, 0 bytes";
      case "RST_STREAM 8, next stream 200" -> "stream reset, 0 bytes";
      default -> ending;
    };
  }
}
