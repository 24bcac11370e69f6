package dev.drop444.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DropLineTest {

  private static final String HEAD = "time=2026-11-26T14:10:00.123Z mode=enforce action=drop ";

  private static String shortened(String line) {
    return DropLine.shortened(line).replaceAll(" +", " ").strip();
  }

  @Test
  void saysWhatMatters() {
    assertThat(
            shortened(
                HEAD
                    + "gate=request rule=scanners client=192.0.2.7 peer=192.0.2.7"
                    + " request=\"GET /\\\"x HTTP/1.1\" host=\"a\""))
        .isEqualTo("14:10:00 drop scanners 192.0.2.7 GET /\\\"x HTTP/1.1");
    assertThat(shortened(HEAD + "gate=request rule=scanners more=18220 last-client=192.0.2.7"))
        .isEqualTo("14:10:00 drop scanners 192.0.2.7 and 18220 more");
    assertThat(
            shortened(
                "{\"time\":\"2026-11-26T14:10:00.123Z\",\"action\":\"drop\",\"gate\":\"request\","
                    + "\"rule\":\"trap\",\"client\":\"192.0.2.7\",\"method\":\"GET\","
                    + "\"target\":\"/a\\\"b\",\"protocol\":\"HTTP/1.1\"}"))
        .isEqualTo("14:10:00 drop trap 192.0.2.7 GET /a\\\"b");
  }

  /** What a client sends stands behind what drop444 says. */
  @Test
  void clientsForgeNothing() {
    assertThat(
            shortened(
                HEAD
                    + "gate=request rule=trap client=192.0.2.7 peer=192.0.2.7"
                    + " request=\"GET / rule=other client=192.0.2.8\""))
        .startsWith("14:10:00 drop trap 192.0.2.7 ");
  }

  @Test
  void whatIsNotKnownIsShownAsItIs() {
    assertThat(DropLine.shortened("something else")).isEqualTo("something else");
    assertThat(DropLine.shortened("")).isEmpty();
  }
}
