package dev.drop444.report.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7, 203.0.113.0/24",
    "0.0.0.0, 0.0.0.0, 0.0.0.0/24",
    "2001:db8:0:0:0:0:0:1, 2001:db8::1, 2001:db8::/48",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
    "2001:db8::1:0:0:1, 2001:db8::1:0:0:1, 2001:db8::/48",
    "0:0:0:0:0:0:0:0, ::, ::/48",
    "0:0:0:0:0:0:0:1, ::1, ::/48",
    "2001:db8:1:0:0:0:0:0, 2001:db8:1::, 2001:db8:1::/48",
    "2001:db8:1:0:1:1:1:1, 2001:db8:1:0:1:1:1:1, 2001:db8:1::/48",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3, 1::/48",
    "FE80:0:0:0:0:0:0:A%eth0, fe80::a, fe80::/48"
  })
  void asPeopleWriteIt(String text, String canonical, String network) {
    assertThat(Address.canonical(text)).isEqualTo(canonical);
    assertThat(Address.canonical(canonical)).isEqualTo(canonical);
    assertThat(Address.network(canonical)).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.",
        "01.2.3.4",
        "1.2.3.x",
        "example.org",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "g::",
        "1:",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8::",
        "%eth0"
      })
  void whatIsNoAddress(String text) {
    assertThat(Address.canonical(text)).isNull();
  }
}
