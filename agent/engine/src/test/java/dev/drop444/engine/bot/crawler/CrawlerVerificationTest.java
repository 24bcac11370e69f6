package dev.drop444.engine.bot.crawler;

import static dev.drop444.engine.bot.crawler.FakeResolver.ip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.bot.Bot;
import dev.drop444.engine.bot.BotCatalog;
import dev.drop444.engine.bot.CrawlerState;
import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
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
      new CrawlerVerification(dns, PublishedRanges.NONE, clock::get);

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
    until(() -> dns.asked.get() == 1);
    dns.heard(GENUINE);
    // The end of the first lookup is not to be seen from outside; after its time, the next is.
    until(
        () -> {
          clock.addAndGet(Finding.UNANSWERED.nanos);
          return verification.stateOf(GENUINE, GOOGLEBOT) == CrawlerState.VERIFIED;
        });
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
            PublishedRanges.NONE,
            clock::get);
    try (broken) {
      for (int i = 0; i < 3; i++) {
        assertThat(broken.stateOf(GENUINE, GOOGLEBOT)).isEqualTo(CrawlerState.UNKNOWN);
        clock.addAndGet(TimeUnit.HOURS.toNanos(1));
      }
    }
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
    try (CrawlerVerification listed = new CrawlerVerification(dns, ranges, clock::get)) {
      InetAddress onList = ip("198.51.100.7");
      assertThat(listed.stateOf(onList, DUCKDUCKBOT)).isEqualTo(CrawlerState.VERIFIED);
      assertThat(listed.stateOf(onList, GOOGLEBOT)).isEqualTo(CrawlerState.VERIFIED);
      assertThat(dns.asked).hasValue(0);
      assertThat(listed.stateOf(IMPOSTOR, DUCKDUCKBOT)).isEqualTo(CrawlerState.UNKNOWN);
      // A list can be old: the DNS has the last word.
      until(() -> listed.stateOf(GENUINE, GOOGLEBOT) == CrawlerState.VERIFIED);
    }
  }

  @Test
  void aFloodOfClaimsStaysWithinBoundsAndBlocksNothing() {
    await(GENUINE, GOOGLEBOT, CrawlerState.VERIFIED);
    dns.gate = new CountDownLatch(1);
    int before = dns.asked.get();
    for (int i = 0; i < 200_000; i++) {
      assertThat(verification.stateOf(address(i), GOOGLEBOT)).isEqualTo(CrawlerState.UNKNOWN);
      clock.addAndGet(TimeUnit.MICROSECONDS.toNanos(500));
    }
    assertThat(dns.asked.get() - before).isLessThanOrEqualTo(Lookups.THREADS);
    assertThat(ourThreads()).isLessThanOrEqualTo(Lookups.THREADS);
    assertThat(verification.size()).isLessThanOrEqualTo(1 + Lookups.THREADS + Lookups.MAX_WAITING);
    assertThat(verification.stateOf(GENUINE, GOOGLEBOT)).isEqualTo(CrawlerState.VERIFIED);
    dns.gate.countDown();
    // Those that waited are looked up, and there is room again.
    until(
        () -> {
          clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
          return verification.stateOf(IMPOSTOR, GOOGLEBOT) == CrawlerState.IMPOSTOR;
        });
  }

  @Test
  void aFloodThatIsAnsweredAtOnceDoesNotReachTheNameServers() {
    for (int i = 0; i < 20_000; i++) {
      verification.stateOf(address(i), GOOGLEBOT);
    }
    until(() -> dns.asked.get() > 0);
    assertThat(dns.asked.get()).isLessThanOrEqualTo(Lookups.PER_SECOND);
    assertThat(verification.size()).isLessThanOrEqualTo(Lookups.PER_SECOND);
  }

  @Test
  void nothingIsStartedBeforeTheFirstClaim() {
    verification.stateOf(GENUINE, CURL);
    verification.stateOf(ip("10.0.0.1"), GOOGLEBOT);
    assertThat(verification.size()).isZero();
    assertThat(dns.asked).hasValue(0);
  }

  @Test
  void closingEndsTheThreadsAlsoWhileTheyWait() throws InterruptedException {
    dns.gate = new CountDownLatch(1);
    verification.stateOf(GENUINE, GOOGLEBOT);
    until(() -> dns.asked.get() == 1);
    verification.close();
    assertThat(dns.closed.await(10, TimeUnit.SECONDS)).isTrue();
    until(() -> ourThreads() == 0);
    assertThat(verification.stateOf(GENUINE, GOOGLEBOT)).isEqualTo(CrawlerState.UNKNOWN);
    assertThat(ourThreads()).isZero();
  }

  private void await(InetAddress client, Bot bot, CrawlerState state) {
    until(() -> verification.stateOf(client, bot) == state);
  }

  private static void until(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still not so after 30 s").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
    }
  }

  private static long ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("drop444-crawlers"))
        .count();
  }

  private static InetAddress address(int i) {
    return ip("203." + (i >> 16) + '.' + (i >> 8 & 0xff) + '.' + (i & 0xff));
  }

  private static Bot bot(String userAgent) {
    return Objects.requireNonNull(BOTS.find(userAgent), userAgent);
  }
}
