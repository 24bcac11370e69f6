package dev.drop444.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.RawHead;
import dev.drop444.engine.address.AddressSet;
import dev.drop444.engine.client.Client.Source;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A client behind an honest proxy sends what it likes, and the proxy adds the address that it was
 * connected to. Whatever that was, the client is found, and nobody else.
 */
class ForgedHeaderTest {

  private static final String CLIENT = "198.51.100.66";
  private static final AddressSet TRUSTED = AddressSet.of("10.0.0.0/24");
  private static final ClientResolver FORWARDED_FOR =
      new ClientResolver(TRUSTED::contains, ClientAddressHeader.X_FORWARDED_FOR);
  private static final ClientResolver FORWARDED =
      new ClientResolver(TRUSTED::contains, ClientAddressHeader.FORWARDED);

  @Provide
  Arbitrary<List<String>> forgeries() {
    Arbitrary<String> part =
        Arbitraries.of(
            "192.0.2.7",
            "10.0.0.9",
            "for=",
            "for=192.0.2.7",
            "for=\"",
            "\"",
            "\\",
            "\\\"",
            ",",
            ", ",
            ";",
            "=",
            "[",
            "]",
            "::1",
            ":80",
            " ",
            "\t",
            "unknown",
            "_x",
            "%00",
            "\u0000",
            "\u00e4",
            "host=\"a,",
            "127.0.0.1",
            "x".repeat(70));
    Arbitrary<String> line = part.list().ofMaxSize(12).map(parts -> String.join("", parts));
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(40);
    return Arbitraries.oneOf(line, any).list().ofMaxSize(5);
  }

  @Property(tries = 400)
  void forwardedFor_ByAppending(@ForAll("forgeries") List<String> lines) {
    assertFound(FORWARDED_FOR, appended("X-Forwarded-For", lines, CLIENT));
  }

  @Property(tries = 400)
  void forwardedFor_OnALineOfItsOwn(@ForAll("forgeries") List<String> lines) {
    assertFound(FORWARDED_FOR, added("X-Forwarded-For", lines, CLIENT));
  }

  @Property(tries = 400)
  void forwarded_ByAppending(@ForAll("forgeries") List<String> lines) {
    for (String element : List.of("for=" + CLIENT, "proto=http;for=\"" + CLIENT + ":1\";by=_p")) {
      assertFound(FORWARDED, appended("Forwarded", lines, element));
    }
  }

  @Property(tries = 400)
  void forwarded_OnALineOfItsOwn(@ForAll("forgeries") List<String> lines) {
    assertFound(FORWARDED, added("Forwarded", lines, "for=" + CLIENT));
  }

  @Property(tries = 400)
  void twoProxies(@ForAll("forgeries") List<String> lines) {
    assertFound(FORWARDED_FOR, appended("X-Forwarded-For", lines, CLIENT + ", 10.0.0.9"));
    RawHead both = added("X-Forwarded-For", lines, CLIENT);
    assertFound(FORWARDED_FOR, both.with("x-forwarded-for", "10.0.0.9"));
  }

  /** Whoever connects directly is itself, and its header costs nothing. */
  @Property(tries = 400)
  void withoutProxy(@ForAll("forgeries") List<String> lines) {
    for (ClientResolver resolver : List.of(FORWARDED_FOR, FORWARDED)) {
      RawHead head = RawHead.of("GET / HTTP/1.1").from(CLIENT);
      lines.forEach(line -> head.with("X-Forwarded-For", line).with("Forwarded", line));
      Client client = resolver.resolve(head);
      assertThat(client.address(head)).isEqualTo(Addresses.of(CLIENT));
      assertThat(client.isKnown()).isTrue();
      assertThat(head.reads()).isZero();
    }
  }

  /** A proxy that lets everything through unread: nothing throws, and the work has a bound. */
  @Property(tries = 20)
  void theWorkIsBounded(@ForAll("forgeries") List<String> lines) {
    for (ClientResolver resolver : List.of(FORWARDED_FOR, FORWARDED)) {
      for (String inflated : inflate(String.join(",", lines))) {
        RawHead head = RawHead.of("GET / HTTP/1.1").from("10.0.0.1");
        head.with("X-Forwarded-For", inflated).with("Forwarded", inflated);
        assertThat(resolver.resolve(head)).isNotNull();
        assertThat(head.reads()).isLessThan(ClientResolver.MOST_HOPS * 1024 * 8L);
      }
    }
  }

  private static List<String> inflate(String text) {
    return List.of(
        text, text.repeat(1000), text + "10.0.0.9,".repeat(10_000), "\"\\".repeat(20_000) + text);
  }

  private static RawHead appended(String name, List<String> lines, String element) {
    RawHead head = RawHead.of("GET / HTTP/1.1").from("10.0.0.1");
    for (int i = 0; i < lines.size() - 1; i++) {
      head.with(name, lines.get(i));
    }
    String before = lines.isEmpty() ? "" : lines.get(lines.size() - 1) + ", ";
    return head.with(name, before + element);
  }

  private static RawHead added(String name, List<String> lines, String element) {
    RawHead head = RawHead.of("GET / HTTP/1.1").from("10.0.0.1");
    lines.forEach(line -> head.with(name, line));
    return head.with(name, element);
  }

  private static void assertFound(ClientResolver resolver, RawHead head) {
    Client client = resolver.resolve(head);
    assertThat(client.address(head)).as(head.toString()).isEqualTo(Addresses.of(CLIENT));
    assertThat(client.source()).isEqualTo(Source.HEADER);
    assertThat(client.isKnown()).isTrue();
  }
}
