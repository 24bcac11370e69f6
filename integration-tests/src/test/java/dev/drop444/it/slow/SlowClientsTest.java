package dev.drop444.it.slow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.clients.Dribblers;
import dev.drop444.it.clients.SteadyUser;
import dev.drop444.it.clients.WebSocket;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Rest;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Http1;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Slowloris and its relatives: they are ended in time, everybody else is served meanwhile, and
 * nothing is left of them. What merely lasts long is left alone.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class SlowClientsTest {

  private static final Setup SETUP =
      Setup.agent("slow-clients")
          .with("spare-loopback", "false")
          .with("rule.slow-head.slow.head", "3s")
          .with("rule.slow-body.slow.body", "1000B/s")
          .with("rule.slow-body.slow.grace", "2s")
          // Bans would end them sooner.
          .with("rule.repeat.enabled", "false");

  private static final Running RUNNING = new Running();

  SlowClientsTest(Server server) {}

  static List<Server> servers() {
    return Servers.stories();
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) {
    RUNNING.start(server, SETUP);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    RUNNING.stop();
  }

  private static Caller from(String address) {
    return new Caller(address, RUNNING.server().plainPort());
  }

  private static final int CROWD = 300;

  /** As a thread of the server waits for each, until its grace is over. */
  private static final int BODIES = 8;

  private static final String HEAD = "GET /hello HTTP/1.1\r\nHost: shop.example\r\nX-Endless: ";

  private static final String UPLOAD =
      "POST /echo HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 1000000\r\n\r\n";

  @Test
  void hundredsThatNeverFinishTheirHeads() {
    Rest rest = Rest.of(RUNNING.server());
    try (SteadyUser user = SteadyUser.comes(from("127.0.30.1"), "/hello");
        Dribblers crowd =
            Dribblers.come(CROWD, "127.0.30.66", RUNNING.server().plainPort(), HEAD, "slow")) {
      user.seesMore();
      Await.that("the end of the last of them", crowd::connected, count -> count == 0);
      assertThat(crowd.bytes()).as("bytes to slow clients").isZero();
      user.noticedNothing();
    }
    rest.await();
  }

  @Test
  void hundredsThatNeverBeginTheirTls() {
    Rest rest = Rest.of(RUNNING.server());
    // The beginning of a ClientHello record that says it is 512 bytes long.
    String beginning = "\u0016\u0003\u0001\u0002\u0000";
    try (SteadyUser user = SteadyUser.comes(from("127.0.30.2"), "/hello");
        Dribblers crowd =
            Dribblers.come(
                CROWD, "127.0.30.67", RUNNING.server().tlsPort(), beginning, "\u0001\u0000")) {
      user.seesMore();
      Await.that("the end of the last of them", crowd::connected, count -> count == 0);
      user.noticedNothing();
    }
    rest.await();
  }

  @Test
  void bodiesThatDribble() {
    Rest rest = Rest.of(RUNNING.server());
    try (SteadyUser user = SteadyUser.comes(from("127.0.30.3"), "/hello");
        Dribblers crowd =
            Dribblers.come(BODIES, "127.0.30.68", RUNNING.server().plainPort(), UPLOAD, "slow")) {
      user.seesMore();
      Await.that("the end of the last of them", crowd::connected, count -> count == 0);
      assertThat(crowd.bytes()).as("bytes to slow clients").isZero();
      user.noticedNothing();
    }
    rest.await();
  }

  /** While slow ones are ended around them, so that it is known that their time would be over. */
  @Test
  void whatLastsLongForAGoodReasonGoesOn() throws IOException {
    Rest rest = Rest.of(RUNNING.server());
    int port = RUNNING.server().plainPort();
    try (WebSocket socket = WebSocket.open("127.0.30.4", port);
        Wire stream = Wire.plain("127.0.30.4", port);
        Wire idle = Wire.plain("127.0.30.4", port);
        Wire waiting = Wire.plain("127.0.30.4", port)) {
      stream.send(Request.get("/stream").http1());
      waiting.send(Request.get("/wait").http1());
      Http1 keptAlive = new Http1(idle);
      keptAlive.send(Request.get("/hello").http1());
      assertThat(keptAlive.receive()).isNotNull();
      assertThat(socket.say("hello")).isEqualTo("heard hello");
      Await.that("two that wait", RUNNING.server()::waiting, count -> count == 2);
      try (Dribblers slow = Dribblers.come(5, "127.0.30.69", port, HEAD, "slow");
          Dribblers slowToo = Dribblers.come(5, "127.0.30.69", port, UPLOAD, "slow")) {
        Await.that(
            "the end of the last slow one",
            () -> slow.connected() + slowToo.connected(),
            count -> count == 0);
      }
      assertThat(socket.say("still")).isEqualTo("heard still");
      keptAlive.send(Request.get("/hello").http1());
      assertThat(keptAlive.receive()).as("on the idle connection").isNotNull();
      RUNNING.server().openDoors();
      assertThat(new Http1(waiting).receive()).as("of the slow page").isNotNull();
      assertThat(text(stream)).contains("data: good-bye");
    }
    rest.await();
  }

  /** All that a stream says, up to its end. */
  private static String text(Wire stream) {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("good-bye") < 0) {
      byte[] more = stream.receive();
      if (more.length == 0) {
        return text.toString();
      }
      text.append(new String(more, ISO_8859_1));
    }
    return text.toString();
  }
}
