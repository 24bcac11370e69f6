package dev.drop444.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.Head;
import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitKeyTest {

  private static final ClientPrefix CLIENTS = new ClientPrefix(32, 64);

  private static Countable request(Head head) {
    return of(head.peer(), head);
  }

  private static Countable of(@Nullable InetAddress client, @Nullable RequestHead head) {
    return new Countable() {
      @Override
      public @Nullable InetAddress knownClient() {
        return client;
      }

      @Override
      public @Nullable RequestHead knownHead() {
        return head;
      }
    };
  }

  /** 0 if a part is missing. */
  private static long hash(String key, Countable what) {
    KeyHash hash = new KeyHash();
    hash.begin(1, 2);
    return LimitKey.parse(key).addTo(hash, what, CLIENTS) ? hash.end() : 0;
  }

  private static void assertOne(String key, Head one, Head other) {
    assertThat(hash(key, request(one))).isEqualTo(hash(key, request(other))).isNotZero();
  }

  private static void assertTwo(String key, Head one, Head other) {
    assertThat(hash(key, request(one))).isNotEqualTo(hash(key, request(other))).isNotZero();
  }

  @Test
  void clientsAreWhatCountsAsOneClient() {
    Head head = Head.get("/").from("198.51.100.1");
    assertOne("client", head, Head.get("/x").from("198.51.100.1"));
    assertTwo("client", head, Head.get("/").from("198.51.100.2"));
    Head ipv6 = Head.get("/").from("2001:db8:0:1::1");
    assertOne("client", ipv6, Head.get("/").from("2001:db8:0:1:ffff::1"));
    assertTwo("client", ipv6, Head.get("/").from("2001:db8:0:2::1"));
  }

  @ParameterizedTest
  @CsvSource({
    "prefix, 198.51.100.1, 198.51.100.255, true",
    "prefix, 198.51.100.1, 198.51.101.1, false",
    "prefix/24, 2001:db8:1:ffff::1, 2001:db8:1::1, true",
    "prefix/24, 2001:db8:1::1, 2001:db8:2::1, false",
    "prefix/16, 198.51.1.1, 198.51.2.1, true",
    "prefix/16, 2001:db8:1::1, 2001:db8:2::1, true",
    "prefix/32/56, 2001:db8:0:1ff::, 2001:db8:0:100::, true",
    "prefix/32/56, 2001:db8:0:200::, 2001:db8:0:100::, false",
    "prefix/1/128, 2001:db8::1, 2001:db8::2, false",
  })
  void prefixesAreNetworks(String key, String one, String other, boolean same) {
    Head head = Head.get("/").from(one);
    if (same) {
      assertOne(key, head, Head.get("/").from(other));
    } else {
      assertTwo(key, head, Head.get("/").from(other));
    }
  }

  @Test
  void pathsAreComparedDecodedAndWithoutQuery() {
    Head head = Head.get("/login");
    assertOne("path", head, Head.get("/x/../%6Cogin;v=1?q"));
    assertOne("path", head, Head.get("http://other.example//login#f"));
    assertTwo("path", head, Head.get("/Login"));
  }

  @Test
  void hostsAreComparedWithoutCaseAndPort() {
    Head head = Head.get("/").with("host", "A.example:8080");
    assertOne("host", head, Head.get("/").with("host", "a.Example."));
    assertTwo("host", head, Head.get("/").with("host", "b.example"));
  }

  @Test
  void methodsAndFieldsAreComparedAsSent() {
    assertOne("method", Head.of("PUT", "/"), Head.of("PUT", "/x"));
    assertTwo("method", Head.of("PUT", "/"), Head.of("put", "/"));
    Head head = Head.get("/").with("x-api-key", "k1");
    assertOne("header.x-api-key", head, Head.get("/x").with("x-api-key", "k1"));
    assertTwo("header.X-Api-Key", head, Head.get("/").with("x-api-key", "K1"));
    // The line behind the first one is not what an application takes for the key.
    assertOne(
        "header.x-api-key", head, Head.get("/").with("x-api-key", "k1").with("x-api-key", "2"));
  }

  @Test
  void ofSeveralPartsAllMustBeTheSame() {
    Head head = Head.get("/a").from("198.51.100.1");
    assertOne("client+path", head, Head.of("PUT", "/a").from("198.51.100.1"));
    assertTwo("client+path", head, Head.get("/b").from("198.51.100.1"));
    assertTwo("client+path", head, Head.get("/a").from("198.51.100.2"));
    // What ends one part cannot begin the next one.
    assertTwo(
        "header.a+header.b",
        Head.get("/").with("a", "xy").with("b", "z"),
        Head.get("/").with("a", "x").with("b", "yz"));
  }

  @Test
  void whereAPartIsMissingThereIsNoKey() {
    Head head = Head.get("/");
    assertThat(hash("client", of(null, head))).isZero();
    assertThat(hash("prefix/8", of(null, head))).isZero();
    assertThat(hash("client+path", of(null, head))).isZero();
    assertThat(hash("path", of(null, head))).isNotZero();
    assertThat(hash("header.x", request(head))).isZero();
    assertThat(hash("path+header.x", request(head))).isZero();
    assertThat(hash("header.x", request(Head.get("/").with("x", "")))).isNotZero();
    assertThat(hash("host", request(Head.get("/").withoutHost()))).isZero();
    for (String key : new String[] {"path", "host", "method", "header.x", "client+path"}) {
      assertThat(hash(key, of(Head.get("/").peer(), null))).as(key).isZero();
      assertThat(LimitKey.parse(key).needsHead()).isTrue();
    }
    assertThat(hash("client", of(Head.get("/").peer(), null))).isNotZero();
    assertThat(LimitKey.parse("client+prefix/24").needsHead()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "client+",
        "clients",
        "client+client",
        "header",
        "header.",
        "header.a b",
        "prefix/",
        "prefix/33",
        "prefix/0",
        "prefix/x",
        "prefix/24/129",
        "prefix/24/48/1",
        "query",
        "client path",
        "header.x\u0000",
        "ip",
      })
  void nothingElseIsAKey(String text) {
    assertThatThrownBy(() -> LimitKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Neighbours, as an attacker has them, end in all buckets alike. */
  @Test
  void hashesOfNeighboursAreSpread() {
    Set<Long> hashes = new HashSet<>();
    int[] buckets = new int[64];
    for (int i = 0; i < 65_536; i++) {
      Head head = Head.get("/").from("10.1." + (i >> 8) + "." + (i & 255));
      long hash = hash("client", request(head));
      hashes.add(hash);
      buckets[(int) (hash >>> 58)]++;
    }
    assertThat(hashes).hasSize(65_536);
    for (int bucket : buckets) {
      assertThat(bucket).isBetween(850, 1_200);
    }
  }

  @Test
  void anotherSeedIsAnotherHash() {
    KeyHash hash = new KeyHash();
    Set<Long> hashes = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      hash.begin(seed, 7);
      hash.add("abc", 0, 3);
      hashes.add(hash.end());
      hash.begin(7, seed);
      hash.add("abc", 0, 3);
      hashes.add(hash.end());
    }
    assertThat(hashes).hasSize(199);
  }
}
