package dev.drop444.engine.address.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AddressListPropertiesTest {

  /** Bounds of a range, as plain numbers. */
  private static final class Range {
    final BigInteger from;
    final BigInteger to;

    Range(BigInteger one, BigInteger other) {
      this.from = one.min(other);
      this.to = one.max(other);
    }

    boolean contains(BigInteger number) {
      return from.compareTo(number) <= 0 && number.compareTo(to) <= 0;
    }
  }

  @Property(tries = 1500)
  void holdsExactlyWhatItsIpv4RangesHold(@ForAll("ranges4") List<Range> ranges) {
    holdsExactly(ranges, 32);
  }

  @Property(tries = 1500)
  void holdsExactlyWhatItsIpv6RangesHold(@ForAll("ranges6") List<Range> ranges) {
    holdsExactly(ranges, 128);
  }

  private static void holdsExactly(List<Range> ranges, int bits) {
    StringBuilder text = new StringBuilder();
    List<BigInteger> probes = new ArrayList<>();
    BigInteger end = BigInteger.ONE.shiftLeft(bits);
    for (Range range : ranges) {
      text.append(Lists.address(range.from, bits).getHostAddress()).append('-');
      text.append(Lists.address(range.to, bits).getHostAddress()).append('\n');
      for (BigInteger bound : List.of(range.from, range.to)) {
        for (int step = -1; step <= 1; step++) {
          probes.add(bound.add(BigInteger.valueOf(step)).mod(end));
        }
      }
      probes.add(range.from.add(range.to).shiftRight(1));
    }
    ListContent content = Lists.read(text.toString());
    assertThat(content.examples).isEmpty();
    for (BigInteger probe : probes) {
      assertThat(content.addresses.contains(Lists.address(probe, bits)))
          .as("%s in %s", probe.toString(16), text)
          .isEqualTo(ranges.stream().anyMatch(range -> range.contains(probe)));
    }
  }

  @Property(tries = 1000)
  void aNetworkHoldsTheAddressesWithItsFirstBits(
      @ForAll @Size(16) byte[] network,
      @ForAll @Size(16) byte[] other,
      @ForAll @IntRange(max = 128) int prefix)
      throws UnknownHostException {
    network[0] |= 0x20; // Not IPv4-mapped.
    byte[] probe = other.clone();
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit & 7);
      probe[bit >> 3] = (byte) ((probe[bit >> 3] & ~mask) | (network[bit >> 3] & mask));
    }
    String text = InetAddress.getByAddress(network).getHostAddress() + "/" + prefix;
    AddressList list = Lists.read(text).addresses;
    assertThat(list.contains(InetAddress.getByAddress(probe))).isTrue();
    if (prefix > 0) {
      probe[(prefix - 1) >> 3] ^= (byte) (0x80 >> ((prefix - 1) & 7));
      assertThat(list.contains(InetAddress.getByAddress(probe))).isFalse();
    }
  }

  @Property(tries = 5000)
  void whatIsTakenForAnAddressIsOneForTheJdkToo(@ForAll("almostAddresses") String text)
      throws UnknownHostException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    LiteralReader reader = new LiteralReader();
    if (!reader.read(bytes, 0, bytes.length)) {
      return;
    }
    // With a colon or four numbers the JDK takes it for digits, and asks no name server.
    byte[] expected = InetAddress.getByName(text).getAddress();
    assertThat(reader.ipv4).isEqualTo(expected.length == 4);
    BigInteger value =
        new BigInteger(Long.toHexString(reader.high), 16)
            .shiftLeft(64)
            .or(new BigInteger(Long.toHexString(reader.low), 16));
    assertThat(value).isEqualTo(new BigInteger(1, expected));
  }

  @Property(tries = 3000)
  void bytesThatAreNoListNeverThrowAndMeanTheSameInPieces(
      @ForAll("almostLists") byte[] bytes, @ForAll @IntRange(min = 1, max = 9) int piece) {
    ListContent whole = Lists.read(bytes, Integer.MAX_VALUE);
    ListContent pieces = Lists.read(bytes, piece);
    assertThat(pieces.entries).isEqualTo(whole.entries);
    assertThat(pieces.brokenLines).isEqualTo(whole.brokenLines);
    assertThat(pieces.examples).isEqualTo(whole.examples);
    assertThat(pieces.addresses.ranges()).isEqualTo(whole.addresses.ranges());
  }

  @Provide
  Arbitrary<List<Range>> ranges4() {
    return ranges(Arbitraries.bigIntegers().between(BigInteger.ZERO, max(32)), max(32));
  }

  @Provide
  Arbitrary<List<Range>> ranges6() {
    // Near the bounds of a /64, where ranges are cut, as well as anywhere.
    Arbitrary<BigInteger> near =
        Combinators.combine(Arbitraries.longs().between(1, 5), Arbitraries.longs().between(-3, 3))
            .as((high, low) -> BigInteger.valueOf(high).shiftLeft(64).add(BigInteger.valueOf(low)));
    Arbitrary<BigInteger> anywhere =
        Arbitraries.bigIntegers().between(BigInteger.ONE.shiftLeft(64), max(128));
    return ranges(Arbitraries.oneOf(near, anywhere), max(128));
  }

  private static Arbitrary<List<Range>> ranges(Arbitrary<BigInteger> bounds, BigInteger max) {
    Arbitrary<Range> any = Combinators.combine(bounds, bounds).as(Range::new);
    Arbitrary<Range> small =
        Combinators.combine(bounds, Arbitraries.integers().between(0, 5))
            .as((from, more) -> new Range(from, from.add(BigInteger.valueOf(more)).min(max)));
    return Arbitraries.oneOf(small, small, any).list().ofMinSize(1).ofMaxSize(40);
  }

  private static BigInteger max(int bits) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }

  @Provide
  Arbitrary<String> almostAddresses() {
    return Arbitraries.of("0", "1", "ff", "abcd", "255", "10", ":", ":", "::", ".", ".", "FFFF")
        .list()
        .ofMinSize(1)
        .ofMaxSize(17)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<byte[]> almostLists() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "1.2.3.4",
            "10.0.0.0/8",
            "::1",
            "2001:db8::/32",
            "-",
            "/",
            "\n",
            "\n",
            "\r\n",
            "#",
            ";",
            " ",
            "{\"cidr\":\"",
            "\"}",
            "{",
            "\"type\":\"metadata\"",
            "\\",
            ",",
            "999",
            "%",
            "\0",
            "\u00ff",
            "\u00ef\u00bb\u00bf",
            "name");
    Arbitrary<String> noise = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(6);
    return Arbitraries.oneOf(pieces, pieces, pieces, noise)
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts).getBytes(StandardCharsets.ISO_8859_1));
  }
}
