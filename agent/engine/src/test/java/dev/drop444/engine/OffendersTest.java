package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Offenders.Offender;
import dev.drop444.engine.address.ClientPrefix;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffendersTest {

  private final Offenders offenders = new Offenders(new ClientPrefix(32, 64));

  private void hit(String client, int times) {
    for (int i = 0; i < times; i++) {
      offenders.hit(Addresses.of(client), "scanners");
    }
  }

  @Test
  void theWorstComesFirst() {
    hit("198.51.100.1", 3);
    hit("198.51.100.2", 5);
    hit("2001:db8::1", 2);
    hit("2001:db8::2", 2);
    List<Offender> worst = offenders.worst(2);
    assertThat(worst).extracting(each -> each.client).startsWith("198.51.100.2");
    assertThat(worst).extracting(each -> each.hits).containsExactly(5L, 4L);
    assertThat(worst.get(1).client).endsWith("/64");
    assertThat(worst.get(0).rule).isEqualTo("scanners");
  }

  @Test
  void aFloodFromManyAddressesDoesNotHideTheFewThatKeepComing() {
    for (int round = 0; round < 100; round++) {
      hit("198.51.100.1", 20);
      for (int i = 0; i < 1000; i++) {
        hit("10." + (round & 255) + "." + (i >> 8) + "." + (i & 255), 1);
      }
    }
    assertThat(offenders.worst(3)).extracting(each -> each.client).contains("198.51.100.1");
  }
}
