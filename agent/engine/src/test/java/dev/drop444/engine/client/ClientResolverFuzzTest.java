package dev.drop444.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drop444.engine.Addresses;
import dev.drop444.engine.FuzzInput;
import dev.drop444.engine.RawHead;
import dev.drop444.engine.address.AddressSet;
import dev.drop444.engine.client.Client.Source;
import java.util.List;

/**
 * Any lines of the header, as a client forges them: who stands behind an honest proxy is found, and
 * the work has a bound.
 */
class ClientResolverFuzzTest {

  private static final String CLIENT = "198.51.100.66";
  private static final AddressSet TRUSTED = AddressSet.of("10.0.0.0/24");
  private static final List<ClientAddressHeader> HEADERS =
      List.of(
          ClientAddressHeader.X_FORWARDED_FOR,
          ClientAddressHeader.FORWARDED,
          ClientAddressHeader.named("CF-Connecting-IP"));

  /** Lines of the header. */
  @FuzzTest(maxDuration = "3m")
  void resolve(byte[] input) {
    String text = FuzzInput.bytes(input);
    for (ClientAddressHeader header : HEADERS) {
      ClientResolver resolver = new ClientResolver(TRUSTED::contains, header);
      RawHead forged = RawHead.of("GET / HTTP/1.1").from("10.0.0.1");
      for (String line : text.split("\n", 8)) {
        forged.with(header.name(), line);
      }
      resolver.resolve(forged).address(forged);
      assertThat(forged.reads()).isLessThan(ClientResolver.MOST_HOPS * 1024 * 8L);
      if (header.chain() != null) {
        String own = header == ClientAddressHeader.FORWARDED ? "for=" + CLIENT : CLIENT;
        forged.with(header.name(), own);
        assertThat(resolver.resolve(forged).source()).isEqualTo(Source.HEADER);
        assertThat(resolver.resolve(forged).address(forged)).isEqualTo(Addresses.of(CLIENT));
        RawHead appended = RawHead.of("GET / HTTP/1.1").from("10.0.0.1");
        appended.with(header.name(), text.replace('\n', ' ') + ", " + own);
        assertThat(resolver.resolve(appended).address(appended)).isEqualTo(Addresses.of(CLIENT));
      }
      RawHead direct = RawHead.of("GET / HTTP/1.1").from(CLIENT).with(header.name(), text);
      assertThat(resolver.resolve(direct).address(direct)).isEqualTo(Addresses.of(CLIENT));
    }
  }
}
