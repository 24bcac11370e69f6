package dev.drop444.it.wellbehaved;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.drop444.it.wellbehaved.Visit.Way;
import java.util.HexFormat;
import java.util.List;

/**
 * TLS clients with whom a server cannot agree. They are old, not hostile, and the alert tells their
 * users why; some load balancers take it for a sign of life.
 */
final class TlsClients {

  private static final String RANDOM =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  static final List<Visit> ALL =
      List.of(
          hello(
              "client of TLS 1.0",
              "16 0301 002f 01 00002b 0301" + RANDOM + "00 0004 0035 002f 01 00"),
          hello(
              "client of TLS 1.1",
              "16 0301 002f 01 00002b 0302" + RANDOM + "00 0004 0035 002f 01 00"),
          hello(
              "client of TLS 1.2 without a common cipher suite",
              "16 0301 002f 01 00002b 0303" + RANDOM + "00 0004 0005 000a 01 00"),
          hello(
              "HAProxy, option ssl-hello-chk",
              "16 0300 002f 01 00002b 0300" + RANDOM + "00 0004 0035 002f 01 00"));

  private TlsClients() {}

  private static Visit hello(String client, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return new Visit(client, Way.TLS_PORT, new String(bytes, ISO_8859_1));
  }
}
