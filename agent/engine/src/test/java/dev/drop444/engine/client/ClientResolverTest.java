package dev.drop444.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.RawHead;
import dev.drop444.engine.address.AddressSet;
import dev.drop444.engine.client.Client.Source;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientResolverTest {

  private static final String PROXY = "10.0.0.1";
  private static final AddressSet TRUSTED = AddressSet.of("10.0.0.0/24", "2001:db8:aa::/48");
  private static final ClientResolver FORWARDED_FOR = resolver("X-Forwarded-For");
  private static final ClientResolver FORWARDED = resolver("Forwarded");
  private static final ClientResolver SINGLE = resolver("CF-Connecting-IP");

  private static ClientResolver resolver(String header) {
    return new ClientResolver(TRUSTED::contains, ClientAddressHeader.named(header));
  }

  private static RawHead request(String name, List<String> values) {
    RawHead head = RawHead.of("GET / HTTP/1.1", "Host: a").from(PROXY);
    values.forEach(value -> head.with(name, value));
    return head;
  }

  private static void assertClient(
      ClientResolver resolver, RawHead head, String address, Source source) {
    Client client = resolver.resolve(head);
    assertThat(client.source()).as(head.toString()).isEqualTo(source);
    assertThat(client.address(head)).as(head.toString()).isEqualTo(Addresses.of(address));
    assertThat(client.peerRole()).isEqualTo(PeerRole.TRUSTED_PROXY);
    assertThat(client.isKnown()).isEqualTo(source == Source.HEADER);
  }

  static Stream<Arguments> forwardedFor() {
    return Stream.of(
        arguments("192.0.2.7", "192.0.2.7", Source.HEADER),
        arguments("192.0.2.7, 10.0.0.9", "192.0.2.7", Source.HEADER),
        arguments("192.0.2.7,10.0.0.9 ,\t10.0.0.8", "192.0.2.7", Source.HEADER),
        arguments("192.0.2.7 | 10.0.0.9", "192.0.2.7", Source.HEADER),
        arguments("192.0.2.7 | 10.0.0.9 | 10.0.0.8, 10.0.0.7", "192.0.2.7", Source.HEADER),
        arguments("10.0.0.9 | 192.0.2.7", "192.0.2.7", Source.HEADER),
        arguments("192.0.2.7:4711", "192.0.2.7", Source.HEADER),
        arguments("2001:db8::1", "2001:db8::1", Source.HEADER),
        arguments("[2001:db8::1]", "2001:db8::1", Source.HEADER),
        arguments("[2001:db8::1]:4711, 2001:db8:aa::1", "2001:db8::1", Source.HEADER),
        arguments("::ffff:192.0.2.7", "192.0.2.7", Source.HEADER),
        arguments("[::ffff:192.0.2.7]:80", "192.0.2.7", Source.HEADER),
        arguments("192.0.2.7, ::ffff:10.0.0.9", "192.0.2.7", Source.HEADER),
        arguments(", 192.0.2.7, ,", "192.0.2.7", Source.HEADER),
        arguments("172.16.0.5", "172.16.0.5", Source.HEADER),
        // A private address that has forwarded for somebody: a proxy that nobody has listed.
        arguments("192.0.2.7, 172.16.0.5", "172.16.0.5", Source.UNLISTED_PROXY),
        arguments("192.0.2.7 | 172.16.0.5", "172.16.0.5", Source.UNLISTED_PROXY),
        // Nobody but proxies.
        arguments("10.0.0.8, 10.0.0.9", "10.0.0.8", Source.ONLY_PROXIES),
        // Garbage ends the walk at the last good one.
        arguments("", PROXY, Source.UNREADABLE),
        arguments(" , ,", PROXY, Source.UNREADABLE),
        arguments("unknown", PROXY, Source.UNREADABLE),
        arguments("192.0.2.7, unknown, 10.0.0.9", "10.0.0.9", Source.UNREADABLE),
        arguments("192.0.2.7, localhost", PROXY, Source.UNREADABLE),
        arguments("192.0.2.7, example.com, 10.0.0.9", "10.0.0.9", Source.UNREADABLE),
        arguments("fe80::1%eth0", PROXY, Source.UNREADABLE),
        arguments("[fe80::1%25eth0]:80", PROXY, Source.UNREADABLE),
        arguments("192.0.2.7:", PROXY, Source.UNREADABLE),
        arguments("192.0.2.7:x", PROXY, Source.UNREADABLE),
        arguments("192.0.2.7:123456", PROXY, Source.UNREADABLE),
        arguments("[192.0.2.7]", PROXY, Source.UNREADABLE),
        arguments("[2001:db8::1", PROXY, Source.UNREADABLE),
        arguments("[2001:db8::1]x", PROXY, Source.UNREADABLE),
        arguments("192.0.2.07", PROXY, Source.UNREADABLE),
        arguments("0x7f.1", PROXY, Source.UNREADABLE),
        arguments("192.0.2", PROXY, Source.UNREADABLE),
        arguments("192.0.2.7/32", PROXY, Source.UNREADABLE),
        arguments("\"192.0.2.7\"", PROXY, Source.UNREADABLE),
        arguments("192.0.2.7 192.0.2.8", PROXY, Source.UNREADABLE),
        arguments("192.0.2.7;10.0.0.9", PROXY, Source.UNREADABLE));
  }

  @ParameterizedTest
  @MethodSource
  void forwardedFor(String lines, String address, Source source) {
    RawHead head = request("X-Forwarded-For", List.of(lines.split("\\|", -1)));
    assertClient(FORWARDED_FOR, head, address, source);
  }

  static Stream<Arguments> forwarded() {
    return Stream.of(
        arguments("for=192.0.2.7", "192.0.2.7", Source.HEADER),
        arguments("FOR=192.0.2.7;proto=https;by=203.0.113.43", "192.0.2.7", Source.HEADER),
        arguments("proto=https; for=192.0.2.7", "192.0.2.7", Source.HEADER),
        arguments("for=\"192.0.2.7:4711\"", "192.0.2.7", Source.HEADER),
        arguments("for=\"192.0.2.7:_port\"", "192.0.2.7", Source.HEADER),
        arguments("for=192.0.2.7:4711", "192.0.2.7", Source.HEADER),
        arguments("for=\"[2001:db8::17]:4711\"", "2001:db8::17", Source.HEADER),
        arguments("For=\"[2001:db8::17]\";proto=http", "2001:db8::17", Source.HEADER),
        arguments("for=192.0.2.7, for=10.0.0.9", "192.0.2.7", Source.HEADER),
        arguments("for=192.0.2.7,for=\"10.0.0.9:80\" | for=10.0.0.8", "192.0.2.7", Source.HEADER),
        arguments("for=192.0.2.7;host=\"a,b;for=192.0.2.8\"", "192.0.2.7", Source.HEADER),
        arguments("for=192.0.2.7;host=\"a\\\", for=192.0.2.8\"", "192.0.2.7", Source.HEADER),
        arguments("for=192.0.2.7;host=\"a\\\\\", for=10.0.0.9", "192.0.2.7", Source.HEADER),
        arguments("for=192.0.2.7;", "192.0.2.7", Source.HEADER),
        arguments("for=192.0.2.7, for=172.16.0.5", "172.16.0.5", Source.UNLISTED_PROXY),
        arguments("for=10.0.0.8, for=10.0.0.9", "10.0.0.8", Source.ONLY_PROXIES),
        arguments("for=unknown", PROXY, Source.UNREADABLE),
        arguments("for=192.0.2.7, for=_hidden, for=10.0.0.9", "10.0.0.9", Source.UNREADABLE),
        arguments("for=192.0.2.7, proto=https", PROXY, Source.UNREADABLE),
        arguments("for=192.0.2.7;for=192.0.2.8", PROXY, Source.UNREADABLE),
        arguments("for = 192.0.2.7", PROXY, Source.UNREADABLE),
        arguments("for", PROXY, Source.UNREADABLE),
        arguments("for=", PROXY, Source.UNREADABLE),
        arguments("for=\"", PROXY, Source.UNREADABLE),
        arguments("for=\"\"", PROXY, Source.UNREADABLE),
        arguments("for=\"192.0.2.7", PROXY, Source.UNREADABLE),
        arguments("for=\"[fe80::1%eth0]\"", PROXY, Source.UNREADABLE),
        arguments("192.0.2.7", PROXY, Source.UNREADABLE),
        arguments("for=example.com", PROXY, Source.UNREADABLE));
  }

  @ParameterizedTest
  @MethodSource
  void forwarded(String lines, String address, Source source) {
    RawHead head = request("Forwarded", List.of(lines.split(" \\| ", -1)));
    assertClient(FORWARDED, head, address, source);
  }

  static Stream<Arguments> single() {
    return Stream.of(
        arguments(List.of("192.0.2.7"), "192.0.2.7", Source.HEADER),
        arguments(List.of("2001:db8::1"), "2001:db8::1", Source.HEADER),
        arguments(List.of("172.16.0.5"), "172.16.0.5", Source.HEADER),
        arguments(List.of("10.0.0.9"), "10.0.0.9", Source.ONLY_PROXIES),
        arguments(List.of("192.0.2.7", "192.0.2.8"), PROXY, Source.UNREADABLE),
        arguments(List.of("192.0.2.7, 192.0.2.8"), PROXY, Source.UNREADABLE),
        arguments(List.of(""), PROXY, Source.UNREADABLE),
        arguments(List.of("example.com"), PROXY, Source.UNREADABLE),
        arguments(List.of("1".repeat(100_000)), PROXY, Source.UNREADABLE),
        arguments(List.of(), PROXY, Source.NO_HEADER));
  }

  @ParameterizedTest
  @MethodSource
  void single(List<String> values, String address, Source source) {
    assertClient(SINGLE, request("CF-Connecting-IP", values), address, source);
  }

  @Test
  void oneHeaderIsRead_AndNoOther() {
    RawHead head = request("X-Forwarded-For", List.of("192.0.2.7"));
    head.with("Forwarded", "for=192.0.2.8").with("X-Real-IP", "192.0.2.9");
    assertClient(FORWARDED_FOR, head, "192.0.2.7", Source.HEADER);
    assertClient(FORWARDED, head, "192.0.2.8", Source.HEADER);
    assertClient(resolver("x-real-ip"), head, "192.0.2.9", Source.HEADER);
    assertClient(SINGLE, head, PROXY, Source.NO_HEADER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "CF-Connecting-IP"})
  void nothingThatAStrangerSendsIsBelieved(String name) {
    RawHead head =
        RawHead.of("GET / HTTP/1.1").from("198.51.100.1").with("X-Forwarded-For", "192.0.2.7");
    head.with("Forwarded", "for=192.0.2.7").with("CF-Connecting-IP", "192.0.2.7");
    Client client = resolver(name).resolve(head);
    assertThat(client.address(head)).isEqualTo(Addresses.of("198.51.100.1"));
    assertThat(client.peerRole()).isEqualTo(PeerRole.CLIENT);
    assertThat(client.source()).isEqualTo(Source.PEER);
    assertThat(client.isKnown()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.9.9.9",
        "172.31.0.1",
        "192.168.1.1",
        "169.254.0.1",
        "100.64.0.1",
        "::1",
        "fd00::1",
        "fe80::1"
      })
  void aLocalPeerThatForwardsIsPresumedAProxy_AndNotBelieved(String peer) {
    for (String name : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")) {
      RawHead head = RawHead.of("GET / HTTP/1.1").from(peer).with(name, "192.0.2.7");
      Client client = SINGLE.resolve(head);
      assertThat(client.peerRole()).isEqualTo(PeerRole.PRESUMED_PROXY);
      assertThat(client.address(head)).isEqualTo(Addresses.of(peer));
      assertThat(client.isKnown()).isFalse();
      assertThat(client.evidence()).isEqualToIgnoringCase(name);
    }
    RawHead configured = RawHead.of("GET / HTTP/1.1").from(peer).with("CF-Connecting-IP", "x");
    assertThat(SINGLE.resolve(configured).peerRole()).isEqualTo(PeerRole.PRESUMED_PROXY);
    RawHead direct = RawHead.of("GET / HTTP/1.1").from(peer);
    assertThat(SINGLE.resolve(direct).peerRole()).isEqualTo(PeerRole.CLIENT);
    assertThat(SINGLE.resolve(direct).isKnown()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"172.32.0.1", "100.128.0.1", "11.0.0.1", "2001:db8::1", "8.8.8.8"})
  void aPublicPeerIsNoProxyWhateverItSends(String peer) {
    RawHead head = RawHead.of("GET / HTTP/1.1").from(peer).with("X-Forwarded-For", "192.0.2.7");
    assertThat(FORWARDED_FOR.resolve(head).peerRole()).isEqualTo(PeerRole.CLIENT);
  }

  static Stream<Arguments> stated() {
    return Stream.of(
        arguments("192.0.2.7", List.of(), "192.0.2.7", Source.HEADER),
        arguments("2001:db8::1", List.of(), "2001:db8::1", Source.HEADER),
        arguments("172.16.0.5", List.of(), "172.16.0.5", Source.HEADER),
        // What a client wrote itself does not count, and a proxy's field only if it is one.
        arguments("192.0.2.7", List.of("192.0.2.8"), "192.0.2.7", Source.HEADER),
        arguments("10.0.0.9", List.of("192.0.2.8"), "192.0.2.8", Source.HEADER),
        arguments("172.16.0.5", List.of("192.0.2.8"), "172.16.0.5", Source.UNLISTED_PROXY),
        arguments("10.0.0.9", List.of(), "10.0.0.9", Source.ONLY_PROXIES),
        arguments("10.0.0.9", List.of("10.0.0.8"), "10.0.0.8", Source.ONLY_PROXIES),
        arguments("10.0.0.9", List.of("unknown"), "10.0.0.9", Source.UNREADABLE),
        arguments("", List.of("192.0.2.8"), PROXY, Source.UNREADABLE),
        arguments("example.com", List.of(), PROXY, Source.UNREADABLE),
        arguments("1".repeat(100_000), List.of(), PROXY, Source.UNREADABLE));
  }

  @ParameterizedTest
  @MethodSource
  void stated(String stated, List<String> values, String address, Source source) {
    RawHead head = request("X-Forwarded-For", values).forwardedFor(stated);
    assertClient(FORWARDED_FOR, head, address, source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.1", "127.0.0.1", "2001:db8::1"})
  void whoSpeaksAProxysProtocolIsPresumedOne_AndNotBelieved(String peer) {
    RawHead head = RawHead.of("GET / HTTP/1.1").from(peer).forwardedFor("192.0.2.7");
    Client client = FORWARDED_FOR.resolve(head);
    assertThat(client.peerRole()).isEqualTo(PeerRole.PRESUMED_PROXY);
    assertThat(client.address(head)).isEqualTo(Addresses.of(peer));
    assertThat(client.isKnown()).isFalse();
    assertThat(client.evidence()).isEqualTo("AJP");
  }

  @Test
  void aUnixSocketHasNoAddress() {
    RawHead head = RawHead.of("GET / HTTP/1.1").from(null);
    assertThat(FORWARDED_FOR.resolve(head).address(head)).isNull();
    head.with("X-Forwarded-For", "192.0.2.7");
    Client client = FORWARDED_FOR.resolve(head);
    assertThat(client.peerRole()).isEqualTo(PeerRole.PRESUMED_PROXY);
    assertThat(client.address(head)).isNull();
  }

  @Test
  void headerNames() {
    assertThat(ClientAddressHeader.named("x-forwarded-FOR"))
        .isSameAs(ClientAddressHeader.X_FORWARDED_FOR);
    assertThat(ClientAddressHeader.named("FORWARDED")).isSameAs(ClientAddressHeader.FORWARDED);
    assertThat(ClientAddressHeader.named("True-Client-IP").name()).isEqualTo("true-client-ip");
    for (String bad : List.of("", "a b", "a:", "ä", "x".repeat(65))) {
      assertThatThrownBy(() -> ClientAddressHeader.named(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("X-Forwarded-For");
    }
  }

  @Test
  void addressesOfResults() {
    // A mapped address is the IPv4 address, so that it is found in lists and among bans.
    RawHead head = request("X-Forwarded-For", List.of("::ffff:192.0.2.7"));
    InetAddress address = FORWARDED_FOR.resolve(head).address(head);
    assertThat(address).isInstanceOf(java.net.Inet4Address.class);
  }
}
