package dev.drop444.it.limits;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.clients.Caller;
import dev.drop444.it.clients.SteadyUser;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Running;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Http1;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Response;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A flood from one client: its burst passes, the rest does not, and nobody else notices. */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class RatesTest {

  private static final Setup SETUP =
      Setup.agent("rates")
          .with("spare-loopback", "false")
          // So slow that no machine is slower.
          .with("rule.flood.path", "/hello")
          .with("rule.flood.rate", "1/s")
          .with("rule.flood.burst", "20")
          .with("rule.search.path", "/headers")
          .with("rule.search.rate", "1/s")
          .with("rule.search.burst", "5")
          .with("rule.search.action", "respond")
          .with("rule.search.status-code", "429")
          .with("rule.search.retry-after", "7s")
          .with("rule.hammer.path", "/echo")
          .with("rule.hammer.rate", "1/s")
          .with("rule.hammer.burst", "5")
          .with("rule.hammer.action", "ban");

  private static final Running RUNNING = new Running();

  RatesTest(Server server) {}

  static List<Server> servers() {
    return Servers.families();
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

  private static final int FLOOD = 200;

  private static Map<String, Integer> flood(Caller client, String target) {
    Map<String, Integer> answers = new TreeMap<>();
    for (int i = 0; i < FLOOD; i++) {
      answers.merge(client.get(target), 1, Integer::sum);
    }
    return answers;
  }

  @Test
  void theBurstPassesAndTheFloodIsDropped() {
    try (SteadyUser user = SteadyUser.comes(from("127.0.40.1"), "/large")) {
      Caller client = from("127.0.40.66");
      for (int i = 0; i < 20; i++) {
        assertThat(client.get("/hello")).as("request " + i + " of the burst").isEqualTo("200");
      }
      Map<String, Integer> answers = flood(client, "/hello");
      assertThat(answers.keySet()).isSubsetOf("200", SILENCE);
      assertThat(answers.getOrDefault(SILENCE, 0)).isGreaterThan(FLOOD / 2);
      // The limit is the client's: another one has its own burst.
      for (int i = 0; i < 20; i++) {
        assertThat(from("127.0.40.2").get("/hello")).as("somebody else").isEqualTo("200");
      }
      user.seesMore();
      user.noticedNothing();
    }
  }

  @Test
  void theFloodIsAnsweredWhereTheRuleSaysSo() {
    Caller client = from("127.0.40.67");
    Map<String, Integer> answers = flood(client, "/headers");
    assertThat(answers.keySet()).isEqualTo(Set.of("200", "429"));
    assertThat(answers.getOrDefault("200", 0)).isGreaterThanOrEqualTo(5);
    Response bare =
        Await.that(
            "an answer over the limit",
            () -> client.answer(Request.get("/headers")),
            response -> response != null && response.status() == 429);
    assertThat(bare.text().toLowerCase(Locale.ROOT))
        .contains("\r\nretry-after: 7\r\n")
        .contains("\r\ncontent-length: 0\r\n")
        .doesNotContain("\r\nserver:")
        .doesNotContain("\r\ncontent-type:")
        .endsWith("\r\n\r\n");
  }

  /** The connection lives on: a good client waits and asks again. */
  @Test
  void theConnectionOfWhatIsAnsweredLivesOn() throws IOException {
    try (Wire wire = Wire.plain("127.0.40.68", RUNNING.server().plainPort())) {
      Http1 http = new Http1(wire);
      int refused = 0;
      for (int i = 0; i < 30; i++) {
        http.send(Request.get("/headers").http1());
        Response response = http.receive();
        assertThat(response).as("answer " + i).isNotNull();
        refused += response != null && response.status() == 429 ? 1 : 0;
      }
      assertThat(refused).isPositive();
      http.send(Request.get("/large").http1());
      assertThat(http.receive()).isNotNull();
    }
  }

  @Test
  void theFloodIsBannedWhereTheRuleSaysSo() {
    Caller client = from("127.0.40.69");
    for (int i = 0; i < 5; i++) {
      assertThat(client.get("/echo")).isEqualTo("200");
    }
    Await.that("silence", () -> client.get("/echo"), SILENCE::equals);
    assertThat(client.refusal()).isEqualTo(End.RST);
    assertThat(from("127.0.40.3").get("/echo")).isEqualTo("200");
  }
}
