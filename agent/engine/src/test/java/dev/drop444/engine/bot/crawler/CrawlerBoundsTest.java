package dev.drop444.engine.bot.crawler;

import static dev.drop444.engine.bot.crawler.Eventually.until;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many say that they are crawlers: memory, threads and questions have an end. */
@Timeout(60)
class CrawlerBoundsTest {

  private static final BotCatalog BOTS = BotCatalog.all();
  private static final Bot GOOGLEBOT = bot("Googlebot/2.1");
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
  void aFloodOfClaimsStaysWithinBoundsAndBlocksNothing() {
    until(() -> verification.stateOf(GENUINE, GOOGLEBOT) == CrawlerState.VERIFIED);
    dns.gate = new CountDownLatch(1);
    int before = dns.asked.get();
    for (int i = 0; i < 200_000; i++) {
      assertThat(verification.stateOf(address(i), GOOGLEBOT)).isEqualTo(CrawlerState.UNKNOWN);
      clock.addAndGet(TimeUnit.MICROSECONDS.toNanos(500));
    }
    assertThat(dns.asked.get() - before).isLessThanOrEqualTo(Lookups.THREADS);
    // Those of other tests may still be on their way out.
    until(() -> ourThreads() <= Lookups.THREADS);
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
