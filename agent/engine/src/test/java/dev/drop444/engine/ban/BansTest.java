package dev.drop444.engine.ban;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.MovableTime;
import dev.drop444.engine.address.ClientPrefix;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BansTest {

  private static final InetAddress CLIENT = Addresses.of("203.0.113.7");

  private final MovableTime time = new MovableTime();
  private final Bans bans = new Bans(1000, new ClientPrefix(32, 64), time);

  @Test
  void nobodyIsBannedAtFirst() {
    assertThat(bans.find(CLIENT)).isNull();
    assertThat(bans.size()).isZero();
  }

  @Test
  void eachBanHasItsOwnEnd() {
    InetAddress other = Addresses.of("203.0.113.8");
    bans.add(CLIENT, "a", BanTerms.of(Duration.ofMinutes(10)));
    bans.add(other, "b", BanTerms.of(Duration.ofHours(1)));
    // Being hit does not prolong a ban.
    time.advance(Duration.ofMinutes(9));
    assertThat(bans.find(CLIENT)).isNotNull();
    time.advance(Duration.ofMinutes(1));
    assertThat(bans.find(CLIENT)).isNull();
    assertThat(bans.find(other)).isEqualTo("b");
    time.advance(Duration.ofMinutes(50));
    assertThat(bans.find(other)).isNull();
    assertThat(bans.size()).isZero();
  }

  @Test
  void anotherBanProlongsButNeverShortens() {
    bans.add(CLIENT, "long", BanTerms.of(Duration.ofHours(1)));
    assertThat(bans.add(CLIENT, "short", BanTerms.of(Duration.ofMinutes(1))).rule())
        .isEqualTo("long");
    time.advance(Duration.ofMinutes(30));
    assertThat(bans.find(CLIENT)).isNotNull();
    bans.add(CLIENT, "again", BanTerms.of(Duration.ofHours(1)));
    time.advance(Duration.ofMinutes(59));
    assertThat(bans.find(CLIENT)).isEqualTo("again");
    time.advance(Duration.ofMinutes(1));
    assertThat(bans.find(CLIENT)).isNull();
  }

  @Test
  void aHouseholdIsOneClient() {
    bans.add(Addresses.of("2001:db8::1"), "a", BanTerms.of(Duration.ofHours(1)));
    assertThat(bans.find(Addresses.of("2001:db8::ffff:1"))).isNotNull();
    assertThat(bans.find(Addresses.of("2001:db8:0:1::1"))).isNull();
  }

  @Test
  void thereAreNeverMoreThanTheMost() {
    for (int i = 0; i < 20_000; i++) {
      bans.add(
          Addresses.of("10.1." + (i >> 8) + "." + (i & 255)),
          "a",
          BanTerms.of(Duration.ofHours(1)));
    }
    assertThat(bans.size()).isLessThanOrEqualTo(1000).isGreaterThan(900);
  }

  @Test
  void ownAddressesAndLoopbackAreNeverBanned() throws Exception {
    NeverBanned never = NeverBanned.ofThisMachine(true);
    List<InetAddress> own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .collect(Collectors.toList());
    assertThat(own).isNotEmpty().allMatch(never::contains);
    assertThat(never.contains(Addresses.of("127.3.2.1"))).isTrue();
    assertThat(never.contains(CLIENT)).isFalse();
    assertThat(NeverBanned.ofThisMachine(false).contains(Addresses.of("127.0.0.1"))).isFalse();
  }
}
