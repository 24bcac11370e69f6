package dev.drop444.it.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.Rest;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Answer;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Wire;
import java.io.IOException;

/** One server twice: as it is, and with the bare flag. Both warm. */
final class Subject implements AutoCloseable {

  private final Server server;
  private final ServerProcess bare;
  private final ServerProcess guarded;
  private final Rest rest;

  Subject(Server server) throws IOException {
    this.server = server;
    this.bare = ServerProcess.start(server, Setup.BARE);
    try {
      this.guarded = ServerProcess.start(server, Setup.agent("standard"));
    } catch (RuntimeException | Error e) {
      bare.close();
      throw e;
    }
    for (Protocol protocol : Protocol.values()) {
      greet(protocol);
    }
    this.rest = Rest.of(guarded);
  }

  String name() {
    return server.name();
  }

  ServerProcess guarded() {
    return guarded;
  }

  /** Waits until nothing of what was said is left, and asks a good question. */
  void mustBeHealthy() throws IOException {
    rest.await();
    greet(Protocol.HTTP1);
    rest.await();
  }

  private void greet(Protocol protocol) throws IOException {
    assertThat(Conversation.of(Request.get("/hello")).hold(guarded, protocol, "127.0.0.1").ending())
        .as(protocol + " before or after it all")
        .isEqualTo("200");
  }

  /** What the server says by itself. */
  Answer bare(Shape shape) throws IOException {
    try (Wire wire = shape.place().connect(bare)) {
      return say(wire, shape, mayFinish(shape));
    }
  }

  /** What it says with the agent. */
  Answer guarded(Shape shape) throws IOException {
    try (Wire wire = shape.place().connect(guarded)) {
      // Without a FIN of the client, a server must end a dropped connection by itself.
      return say(wire, shape, mayFinish(shape) && !shape.on(name()).drops());
    }
  }

  /** A server that is told good-bye in the language of TLS does not always answer any more. */
  private static boolean mayFinish(Shape shape) {
    return shape.place() == Place.PLAIN || shape.isIncomplete();
  }

  private static Answer say(Wire wire, Shape shape, boolean finish) {
    if (shape.place().http2()) {
      return Answer.http2(wire, shape.bytes());
    }
    if (shape.place() == Place.H2C) {
      return Answer.upgraded(wire, shape.bytes());
    }
    return finish ? Answer.to(wire, shape.bytes()) : Answer.unhurried(wire, shape.bytes());
  }

  @Override
  public void close() {
    bare.close();
    guarded.close();
  }
}
