package dev.drop444.engine.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.Addresses;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "203.0.113.0/24, 203.0.113.255, true",
    "203.0.113.0/24, 203.0.114.0, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "255.255.255.255/32, 255.255.255.255, true",
    "128.0.0.0/1, 200.0.0.1, true",
    "128.0.0.0/1, 127.255.255.255, false",
    "203.0.113.1-203.0.113.9, 203.0.113.9, true",
    "203.0.113.1 - 203.0.113.9, 203.0.113.10, false",
    "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true",
    "2001:db8::/32, 2001:db9::, false",
    "2001:db8::/33, 2001:db8:8000::, false",
    "::/0, ffff::1, true",
    "::/0, 203.0.113.7, false",
    "::1, ::1, true",
    "::ffff:203.0.113.7, 203.0.113.7, true",
    "::ffff:203.0.113.0/120, 203.0.113.200, true",
    "2001:DB8::a-2001:db8::f, 2001:db8::c, true",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8, true",
    "1::203.0.113.7, 1::cb00:7107, true",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0, true",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8, true",
  })
  void contains(String range, String address, boolean expected) {
    assertThat(AddressSet.of(range).contains(Addresses.of(address))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "example.com",
        "10",
        "10.1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4 ",
        "1.2.3.4/",
        "1.2.3.4/33",
        "1.2.3.4/-1",
        "1.2.3.4/a",
        "1.2.3.4/24",
        "1.2.3.4-1.2.3.3",
        "1.2.3.4-::1",
        "1.2.3.4-",
        "-1.2.3.4",
        ":",
        ":::",
        "::1::",
        "1:2:3",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "[::1]",
        "1:",
        ":1",
        "1::2:",
        "::1.2.3",
        "1.2.3.4::",
        "2001:db8::1/64",
        "::ffff:1.2.3.4/95",
        "١.2.3.4",
        "/",
        "/8",
        "1/2/3",
        "1.2.3.4/24/24",
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesAreRefusedAsNames() {
    assertThatThrownBy(() -> AddressRange.parse("evil.example.com"))
        .hasMessageContaining("never resolved");
    assertThatThrownBy(() -> AddressRange.parse("evil.example.com/24"))
        .hasMessageContaining("never resolved");
  }

  @Test
  void anEmptySetContainsNothing() {
    assertThat(AddressSet.EMPTY.isEmpty()).isTrue();
    assertThat(AddressSet.EMPTY.contains(Addresses.of("0.0.0.0"))).isFalse();
    assertThat(AddressSet.EMPTY.contains(Addresses.of("::"))).isFalse();
    assertThat(AddressSet.of("::/0", "0.0.0.0/0").contains(null)).isFalse();
  }

  @Test
  void overlappingRangesBecomeOne() {
    assertThat(AddressSet.of("10.0.0.0/8", "10.1.0.0/16", "11.0.0.0/8").size()).isEqualTo(1);
    assertThat(AddressSet.of("2001:db8::/32", "2001:db8:1::/48").size()).isEqualTo(1);
    assertThat(AddressSet.of("255.255.255.255", "0.0.0.0").size()).isEqualTo(2);
  }

  /**
   * Sets of random ranges around the places where signs and halves change, against a plain loop.
   */
  @Test
  void agreesWithALoopOverAllRanges() throws Exception {
    Random random = new Random(444);
    for (int round = 0; round < 500; round++) {
      int length = random.nextBoolean() ? 4 : 16;
      AddressSet.Builder builder = new AddressSet.Builder();
      List<BigInteger[]> ranges = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        BigInteger a = number(random, length);
        BigInteger b = number(random, length);
        ranges.add(new BigInteger[] {a.min(b), a.max(b)});
        builder.add(AddressRange.parse(text(a.min(b), length) + "-" + text(a.max(b), length)));
      }
      AddressSet set = builder.build();
      for (int i = 0; i < 200; i++) {
        BigInteger probe = number(random, length);
        boolean expected =
            ranges.stream().anyMatch(r -> r[0].compareTo(probe) <= 0 && probe.compareTo(r[1]) <= 0);
        assertThat(set.contains(address(probe, length))).isEqualTo(expected);
      }
    }
  }

  private static BigInteger number(Random random, int length) {
    byte[] bytes = new byte[length];
    byte[] corners = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};
    for (int i = 0; i < length; i++) {
      bytes[i] = corners[random.nextInt(corners.length)];
    }
    // Not an IPv4-mapped address.
    bytes[0] = (byte) (length == 16 ? bytes[0] | 0x20 : bytes[0]);
    return new BigInteger(1, bytes);
  }

  private static InetAddress address(BigInteger number, int length) throws Exception {
    byte[] bytes = new byte[length];
    byte[] magnitude = number.toByteArray();
    for (int i = 0; i < length && i < magnitude.length; i++) {
      bytes[length - 1 - i] = magnitude[magnitude.length - 1 - i];
    }
    return InetAddress.getByAddress(bytes);
  }

  private static String text(BigInteger number, int length) throws Exception {
    return address(number, length).getHostAddress();
  }

  private static String text(ClientPrefix prefix, InetAddress client) {
    return prefix.text(prefix.high(client), prefix.low(client));
  }

  @Test
  void aClientIsAPrefix() {
    ClientPrefix usual = new ClientPrefix(32, 64);
    InetAddress ipv4 = Addresses.of("203.0.113.7");
    assertThat(usual.keyOf(ipv4)).isSameAs(ipv4);
    assertThat(usual.keyOf(Addresses.of("2001:db8::1")))
        .isEqualTo(usual.keyOf(Addresses.of("2001:db8::2:3")))
        .isNotEqualTo(usual.keyOf(Addresses.of("2001:db8:0:1::1")));
    assertThat(text(usual, Addresses.of("2001:db8::1"))).isEqualTo("2001:db8:0:0:0:0:0:0/64");

    ClientPrefix wide = new ClientPrefix(24, 128);
    assertThat(wide.keyOf(ipv4))
        .isEqualTo(wide.keyOf(Addresses.of("203.0.113.200")))
        .isNotEqualTo(wide.keyOf(Addresses.of("203.0.114.7")));
    assertThat(text(wide, ipv4)).isEqualTo("203.0.113.0/24");
    assertThat(wide.keyOf(Addresses.of("2001:db8::1")))
        .isNotEqualTo(wide.keyOf(Addresses.of("2001:db8::2")));

    ClientPrefix everybody = new ClientPrefix(0, 0);
    assertThat(everybody.keyOf(ipv4)).isEqualTo(everybody.keyOf(Addresses.of("1.2.3.4")));
  }
}
