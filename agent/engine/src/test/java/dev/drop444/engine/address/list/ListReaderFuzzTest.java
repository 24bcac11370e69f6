package dev.drop444.engine.address.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drop444.engine.FuzzInput;
import dev.drop444.engine.address.AddressSet;
import java.net.InetAddress;

/** Any file: what is read does not depend on the pieces in which it comes, and nothing throws. */
class ListReaderFuzzTest {

  @FuzzTest(maxDuration = "3m")
  void readAList(byte[] file) {
    ListContent whole = Lists.read(file, Integer.MAX_VALUE);
    ListContent pieces = Lists.read(file, 3);
    assertThat(pieces.entries).isEqualTo(whole.entries);
    assertThat(pieces.brokenLines).isEqualTo(whole.brokenLines);
    assertThat(pieces.examples).isEqualTo(whole.examples);
    assertThat(pieces.addresses.ranges()).isEqualTo(whole.addresses.ranges());
    // A range of IPv6 is kept in up to three parts: the ends of two networks, and what lies
    // between.
    assertThat(whole.addresses.ranges()).isLessThanOrEqualTo(3 * whole.entries);
    assertThat(whole.examples).hasSizeLessThanOrEqualTo(whole.brokenLines);
    // A single entry means the same in a file as in a setting.
    String text = FuzzInput.bytes(file).strip();
    AddressSet set;
    try {
      set = AddressSet.of(text);
    } catch (IllegalArgumentException none) {
      return;
    }
    ListContent line = Lists.read(text);
    assertThat(line.entries).as(text).isEqualTo(1);
    for (String probe : new String[] {"0.0.0.0", "192.0.2.1", "::", "2001:db8::1"}) {
      InetAddress address = Lists.address(probe);
      assertThat(line.addresses.contains(address)).isEqualTo(set.contains(address));
    }
  }
}
