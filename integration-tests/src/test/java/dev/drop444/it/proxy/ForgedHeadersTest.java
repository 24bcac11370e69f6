package dev.drop444.it.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.DropLines;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client that forges forwarding headers can neither evade a rule or a ban, nor get somebody else
 * banned, whether it comes through a proxy or by itself. The test plays the proxy: it connects from
 * an address that is configured as one, and adds to the header what a proxy adds.
 *
 * <p>A drop is a close here, for the proxy too, so that all servers and gates show it alike.
 */
class ForgedHeadersTest {

  private static final String PROXY = "127.0.2.1";
  private static final String FARTHER_PROXY = "127.0.2.2";

  private static final String DENIED = "203.0.113.66";
  private static final String ALLOWED = "203.0.113.1";
  private static final String VICTIM = "198.51.100.7";
  private static final String DROPPED = "closed, 0 bytes, FIN";

  /** What clients put into such a header. */
  private static final List<String> FORGERIES =
      List.of(
          ALLOWED,
          VICTIM,
          PROXY,
          "127.0.0.1",
          ALLOWED + ", " + PROXY + ", " + FARTHER_PROXY,
          "for=" + ALLOWED,
          "for=\"" + ALLOWED,
          "\"" + ALLOWED + "\\",
          "unknown",
          ",,;=\"\\",
          "[::1]:80",
          ALLOWED + ",",
          "x".repeat(2_000));

  static List<Server> servers() {
    return Servers.families();
  }

  private static Setup setup(String name, String header) {
    return Setup.agent(name)
        .with("trusted-proxies", "127.0.2.0/24")
        .with("client-address-header", header)
        .with("proxy.signal", "close")
        .with("spare-loopback", "false")
        .with("deny", DENIED)
        .with("allow", ALLOWED)
        .with("rule.admin.path", "/headers")
        .with("rule.admin.not-ip", "203.0.113.0/28")
        .with("rule.trap.path", "/trap")
        .with("rule.trap.action", "ban")
        .with("rule.trap.bantime", "1h");
  }

  /** A request for a path, with header lines as they arrive at the server. */
  private static String ending(ServerProcess server, String from, String path, String... fields)
      throws IOException {
    List<Request.Field> all = new ArrayList<>(Request.get(path).fields());
    for (int i = 0; i < fields.length; i += 2) {
      all.add(new Request.Field(fields[i], fields[i + 1]));
    }
    Request request = new Request("GET", path, "shop.example", all, 0, 0, false, "x");
    return Conversation.of(request).hold(server, Protocol.HTTP1, from).ending();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void xForwardedFor(Server server) throws IOException {
    String field = "X-Forwarded-For";
    try (ServerProcess process = ServerProcess.start(server, setup("x-forwarded-for", field))) {
      int attacker = 0;
      for (String forged : FORGERIES) {
        // The proxy appends whom it is connected to, to the line or on a line of its own; or there
        // are two proxies.
        String someone = "198.18.0." + ++attacker;
        neitherEvadesNorHarms(
            process, someone, client -> new String[] {field, forged + ", " + client});
        neitherEvadesNorHarms(
            process, "198.18.1." + attacker, client -> new String[] {field, forged, field, client});
        neitherEvadesNorHarms(
            process,
            "198.18.2." + attacker,
            client -> new String[] {field, forged + "," + client + ", " + FARTHER_PROXY});
      }
      garbageFromAProxyHarmsNobody(process, client -> new String[] {field, client + ", garbage"});
      directly(process, field);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void forwarded(Server server) throws IOException {
    String field = "Forwarded";
    try (ServerProcess process = ServerProcess.start(server, setup("forwarded", field))) {
      int attacker = 0;
      for (String forged : FORGERIES) {
        String someone = "198.18.0." + ++attacker;
        neitherEvadesNorHarms(
            process,
            someone,
            client -> new String[] {field, forged + ", for=\"" + client + ":4711\";proto=http"});
        neitherEvadesNorHarms(
            process,
            "198.18.1." + attacker,
            client -> new String[] {field, forged, field, "proto=http;for=" + client});
      }
      garbageFromAProxyHarmsNobody(
          process, client -> new String[] {field, "for=" + client + ", for=_hidden"});
      directly(process, field);
    }
  }

  /** A header with one address is replaced by the proxy, so there is nothing to forge in it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void aSingleValue(Server server) throws IOException {
    String field = "CF-Connecting-IP";
    try (ServerProcess process = ServerProcess.start(server, setup("single-value", field))) {
      int attacker = 0;
      for (String forged : FORGERIES) {
        neitherEvadesNorHarms(
            process,
            "198.18.0." + ++attacker,
            client -> new String[] {field, client, "X-Forwarded-For", forged, "Forwarded", forged});
      }
      // A proxy that adds a line instead, or does not look at what there is.
      garbageFromAProxyHarmsNobody(process, client -> new String[] {field, client, field, VICTIM});
      garbageFromAProxyHarmsNobody(process, client -> new String[] {field, client + ", " + VICTIM});
      directly(process, field);
    }
  }

  /** What arrives when a client comes through the proxy and sends its forgery along. */
  private interface Forgery {
    String[] fields(String client);
  }

  private static void neitherEvadesNorHarms(ServerProcess server, String client, Forgery forgery)
      throws IOException {
    String who = client + " with " + String.join(" ", forgery.fields(client)) + ": ";
    // Who is denied stays denied, who is not allowed is not, and a rule on addresses holds.
    assertThat(ending(server, PROXY, "/hello", forgery.fields(DENIED))).as(who).isEqualTo(DROPPED);
    assertThat(ending(server, PROXY, "/headers", forgery.fields(client)))
        .as(who)
        .isEqualTo(DROPPED);
    // Who steps into the trap is banned, and nobody else.
    assertThat(ending(server, PROXY, "/hello", forgery.fields(client))).as(who).isEqualTo("200");
    assertThat(ending(server, PROXY, "/trap", forgery.fields(client))).as(who).isEqualTo(DROPPED);
    assertThat(ending(server, PROXY, "/hello", forgery.fields(client))).as(who).isEqualTo(DROPPED);
    nobodyElseIsBanned(server, forgery);
  }

  private static void nobodyElseIsBanned(ServerProcess server, Forgery forgery) throws IOException {
    assertThat(ending(server, PROXY, "/hello", forgery.fields(VICTIM))).isEqualTo("200");
    assertThat(ending(server, PROXY, "/hello", forgery.fields(ALLOWED))).isEqualTo("200");
    assertThat(ending(server, PROXY, "/trap", forgery.fields(ALLOWED))).isEqualTo("404");
    assertThat(ending(server, PROXY, "/hello")).isEqualTo("200");
  }

  /** Where the walk stops nobody is known: rules on the head act, and nobody is banned. */
  private static void garbageFromAProxyHarmsNobody(ServerProcess server, Forgery garbage)
      throws IOException {
    String[] fields = garbage.fields(VICTIM);
    assertThat(ending(server, PROXY, "/trap", fields)).isEqualTo(DROPPED);
    assertThat(ending(server, PROXY, "/hello", fields)).isEqualTo("200");
    assertThat(ending(server, PROXY, "/hello", garbage.fields(DENIED))).isEqualTo("200");
    assertThat(ending(server, PROXY, "/headers", garbage.fields(ALLOWED))).isEqualTo("200");
    assertThat(ending(server, PROXY, "/hello")).isEqualTo("200");
  }

  /**
   * Without a proxy in between. A banned client is refused before it can say anything. Another peer
   * on loopback that sends such a header may be a proxy that nobody listed, so rules on addresses
   * act neither way; its header is believed in no case.
   */
  private static void directly(ServerProcess server, String field) throws IOException {
    String banned = "127.0.3.9";
    assertThat(ending(server, banned, "/trap")).isEqualTo(DROPPED);
    for (String forged : FORGERIES) {
      assertThat(ending(server, banned, "/hello", field, forged)).startsWith("closed, 0 bytes");
    }
    String stranger = "127.0.3.1";
    for (String forged : FORGERIES) {
      assertThat(ending(server, stranger, "/trap", field, forged)).as(forged).isEqualTo(DROPPED);
    }
    assertThat(ending(server, stranger, "/hello", field, DENIED)).isEqualTo("200");
    assertThat(ending(server, stranger, "/hello")).isEqualTo("200");
    assertThat(ending(server, PROXY, "/hello", field, "for=" + VICTIM)).isEqualTo("200");
    assertThat(ending(server, PROXY, "/hello", field, VICTIM)).isEqualTo("200");
    assertThat(DropLines.others(server.log().since(0)))
        .noneMatch(line -> line.contains("Exception"));
  }
}
