package dev.drop444.engine.bot.crawler;

import static dev.drop444.engine.bot.crawler.Eventually.until;
import static dev.drop444.engine.bot.crawler.FakeResolver.ip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.bot.Bot;
import dev.drop444.engine.bot.BotCatalog;
import dev.drop444.engine.bot.CrawlerOrigin;
import dev.drop444.engine.bot.CrawlerState;
import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CrawlerVerificationTest {

  private static final BotCatalog BOTS = BotCatalog.all();
  private static final Bot GOOGLEBOT = bot("Googlebot/2.1");
  private static final Bot BINGBOT = bot("bingbot/2.0");
  private static final Bot DUCKDUCKBOT = bot("DuckDuckBot/1.1");
  private static final Bot CURL = bot("curl/8.5.0");

  private static final InetAddress GENUINE = ip("66.249.66.1");
  private static final InetAddress IMPOSTOR = ip("203.0.113.9");

  private final AtomicLong clock = new AtomicLong(-7);
  private final FakeResolver dns =
      new FakeResolver()
          .named("66.249.66.1", "crawl-66-249-66-1.googlebot.com")
          .addressed("crawl-66-249-66-1.googlebot.com", "66.249.66.1")
          .named("203.0.113.9", "vps.example.net");
  private final CrawlerVerification verification =
      new CrawlerVerification(dns, () -> PublishedRanges.NONE, clock::get);

  @AfterEach
  void close() {
    verification.close();
  }

  @Test
  void theFirstRequestsDoNotWaitAndLaterOnesKnow() {
    dns.gate = new CountDownLatch(1);
    assertThat(verification.stateOf(GENUINE, GOOGLEBOT)).isEqualTo(CrawlerState.UNKNOWN);
    assertThat(verification.stateOf(GENUINE, GOOGLEBOT)).isEqualTo(CrawlerState.UNKNOWN);
    dns.gate.countDown();
    await(GENUINE, GOOGLEBOT, CrawlerState.VERIFIED);
    assertThat(dns.asked).hasValue(1);
  }

  @Test
  void anImpostorIsFoundOut() {
    await(IMPOSTOR, GOOGLEBOT, CrawlerState.IMPOSTOR);
  }

  @Test
  void aGenuineCrawlerOfOneOperatorIsAnImpostorOfAnother() {
    await(GENUINE, GOOGLEBOT, CrawlerState.VERIFIED);
    await(GENUINE, BINGBOT, CrawlerState.IMPOSTOR);
    assertThat(verification.stateOf(GENUINE, GOOGLEBOT)).isEqualTo(CrawlerState.VERIFIED);
  }

  @Test
  void allCrawlersOfAnOperatorShareWhatIsKnown() {
    await(GENUINE, GOOGLEBOT, CrawlerState.VERIFIED);
    assertThat(verification.stateOf(GENUINE, bot("AdsBot-Google (+http://www.google.com)")))
        .isEqualTo(CrawlerState.VERIFIED);
    assertThat(dns.asked).hasValue(1);
  }

  @Test
  void whatIsKnownIsForgottenInTime() {
    await(GENUINE, GOOGLEBOT, CrawlerState.VERIFIED);
    clock.addAndGet(Finding.CONFIRMED.nanos - 1);
    assertThat(verification.stateOf(GENUINE, GOOGLEBOT)).isEqualTo(CrawlerState.VERIFIED);
    dns.named("66.249.66.1", "vps.example.net");
    clock.addAndGet(1);
    assertThat(verification.stateOf(GENUINE, GOOGLEBOT)).isEqualTo(CrawlerState.UNKNOWN);
    await(GENUINE, GOOGLEBOT, CrawlerState.IMPOSTOR);
    clock.addAndGet(Finding.FOREIGN.nanos);
    dns.named("66.249.66.1", "crawl-66-249-66-1.googlebot.com");
    await(GENUINE, GOOGLEBOT, CrawlerState.VERIFIED);
  }

  @Test
  void silenceIsAskedAboutAgainSoon() {
    dns.silent(GENUINE);
    assertThat(verification.stateOf(GENUINE, GOOGLEBOT)).isEqualTo(CrawlerState.UNKNOWN);
    CrawlerOrigin origin = Objects.requireNonNull(GOOGLEBOT.origin());
    until(() -> verification.findingOf(GENUINE, origin) == Finding.UNANSWERED);
    dns.heard(GENUINE);
    clock.addAndGet(Finding.UNANSWERED.nanos - 1);
    assertThat(verification.stateOf(GENUINE, GOOGLEBOT)).isEqualTo(CrawlerState.UNKNOWN);
    assertThat(dns.asked).hasValue(1);
    clock.addAndGet(1);
    await(GENUINE, GOOGLEBOT, CrawlerState.VERIFIED);
  }

  @Test
  void anErrorOfOursIsSilence() {
    CrawlerVerification broken =
        new CrawlerVerification(
            new FakeResolver() {
              @Override
              public java.util.List<String> namesOf(InetAddress address) {
                asked.incrementAndGet();
                throw new IllegalStateException("ours");
              }
            },
            () -> PublishedRanges.NONE,
            clock::get);
    try (broken) {
      broken.stateOf(GENUINE, GOOGLEBOT);
      CrawlerOrigin origin = Objects.requireNonNull(GOOGLEBOT.origin());
      until(() -> broken.findingOf(GENUINE, origin) == Finding.UNANSWERED);
      assertThat(broken.stateOf(GENUINE, GOOGLEBOT)).isEqualTo(CrawlerState.UNKNOWN);
    }
  }

  @Test
  void saysWhy() {
    assertThat(verification.reasonOf(IMPOSTOR, CURL)).contains("nothing is published");
    assertThat(verification.reasonOf(IMPOSTOR, GOOGLEBOT)).contains("not looked up");
    await(IMPOSTOR, GOOGLEBOT, CrawlerState.IMPOSTOR);
    assertThat(verification.reasonOf(IMPOSTOR, GOOGLEBOT)).contains("not the operator's");
    assertThat(verification.reasonOf(GENUINE, GOOGLEBOT)).contains("not looked up");
    assertThat(dns.asked).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "127.0.0.1",
        "169.254.1.1",
        "100.64.0.1",
        "100.127.255.255",
        "::1",
        "fe80::1",
        "fd00::1",
        "fc00::1",
        "224.0.0.1",
        "0.0.0.0"
      })
  void nobodyIsAskedAboutInternalAddresses(String address) {
    dns.named(address, "proxy.example.net");
    assertThat(verification.stateOf(ip(address), GOOGLEBOT)).isEqualTo(CrawlerState.UNKNOWN);
    assertThat(verification.size()).isZero();
  }

  @Test
  void ofOtherBotsNothingCanBeProven() {
    assertThat(verification.stateOf(IMPOSTOR, CURL)).isEqualTo(CrawlerState.NOT_VERIFIABLE);
    assertThat(verification.stateOf(IMPOSTOR, DUCKDUCKBOT)).isEqualTo(CrawlerState.NOT_VERIFIABLE);
    assertThat(dns.asked).hasValue(0);
  }

  @Test
  void publishedRangesVerifyAtOnceAndNeverProveAnImpostor() {
    PublishedRanges ranges =
        new PublishedRanges() {
          @Override
          public boolean covers(Bot bot) {
            return bot == DUCKDUCKBOT || bot == GOOGLEBOT;
          }

          @Override
          public boolean contains(Bot bot, InetAddress address) {
            return address.equals(ip("198.51.100.7"));
          }
        };
    try (CrawlerVerification listed = new CrawlerVerification(dns, () -> ranges, clock::get)) {
      InetAddress onList = ip("198.51.100.7");
      assertThat(listed.stateOf(onList, DUCKDUCKBOT)).isEqualTo(CrawlerState.VERIFIED);
      assertThat(listed.stateOf(onList, GOOGLEBOT)).isEqualTo(CrawlerState.VERIFIED);
      assertThat(dns.asked).hasValue(0);
      assertThat(listed.stateOf(IMPOSTOR, DUCKDUCKBOT)).isEqualTo(CrawlerState.UNKNOWN);
      // A list can be old: the DNS has the last word.
      until(() -> listed.stateOf(GENUINE, GOOGLEBOT) == CrawlerState.VERIFIED);
    }
  }

  private void await(InetAddress client, Bot bot, CrawlerState state) {
    until(() -> verification.stateOf(client, bot) == state);
  }

  private static Bot bot(String userAgent) {
    return Objects.requireNonNull(BOTS.find(userAgent), userAgent);
  }
}
