package dev.drop444.engine.bot.crawler;

import static dev.drop444.engine.bot.crawler.FakeResolver.ip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.bot.Bot;
import dev.drop444.engine.bot.BotCatalog;
import dev.drop444.engine.bot.CrawlerOrigin;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CrawlerCheckTest {

  private static final BotCatalog BOTS = BotCatalog.all();
  private static final CrawlerOrigin GOOGLE = origin("Googlebot/2.1");
  private static final CrawlerOrigin BAIDU = origin("Baiduspider/2.0");

  private final FakeResolver dns = new FakeResolver();

  @Test
  void confirmsANameThatHasTheAddress() {
    dns.named("66.249.66.1", "crawl-66-249-66-1.googlebot.com")
        .addressed("crawl-66-249-66-1.googlebot.com", "66.249.66.1");
    assertThat(check("66.249.66.1", GOOGLE)).isEqualTo(Finding.CONFIRMED);
  }

  @Test
  void confirmsIpv6() {
    dns.named("2001:4860:4801:10::1", "crawl-v6.googlebot.com")
        .addressed("crawl-v6.googlebot.com", "66.249.66.1", "2001:4860:4801:10::1");
    assertThat(check("2001:4860:4801:10::1", GOOGLE)).isEqualTo(Finding.CONFIRMED);
  }

  @Test
  void findsTheOperatorsNameAmongOthers() {
    dns.named("66.249.66.1", "www.example.net", "crawl-1.googlebot.com")
        .addressed("crawl-1.googlebot.com", "66.249.66.1");
    assertThat(check("66.249.66.1", GOOGLE)).isEqualTo(Finding.CONFIRMED);
  }

  @Test
  void aNameOfSomebodyElseProvesAnImpostor() {
    dns.named("203.0.113.9", "vps-203-0-113-9.example.net");
    assertThat(check("203.0.113.9", GOOGLE)).isEqualTo(Finding.FOREIGN);
  }

  @Test
  void aNameThatOnlyLooksLikeTheOperatorsProvesAnImpostor() {
    dns.named("203.0.113.9", "crawl.evilgooglebot.com", "crawl.googlebot.com.example.net")
        .addressed("crawl.evilgooglebot.com", "203.0.113.9");
    assertThat(check("203.0.113.9", GOOGLE)).isEqualTo(Finding.FOREIGN);
  }

  @Test
  void aNameThatTheOperatorDoesNotKnowIsForged() {
    dns.named("203.0.113.9", "crawl-203-0-113-9.googlebot.com");
    assertThat(check("203.0.113.9", GOOGLE)).isEqualTo(Finding.FORGED);
  }

  @Test
  void aNameWithTheOperatorsOwnAddressIsForged() {
    dns.named("203.0.113.9", "crawl-66-249-66-1.googlebot.com")
        .addressed("crawl-66-249-66-1.googlebot.com", "66.249.66.1");
    assertThat(check("203.0.113.9", GOOGLE)).isEqualTo(Finding.FORGED);
  }

  @Test
  void noNameProvesNothing() {
    assertThat(check("203.0.113.9", GOOGLE)).isEqualTo(Finding.NAMELESS);
  }

  @Test
  void silenceProvesNothing() {
    dns.silent(ip("66.249.66.1"));
    assertThat(check("66.249.66.1", GOOGLE)).isEqualTo(Finding.UNANSWERED);
    dns.named("66.249.66.2", "crawl-2.googlebot.com").silent("crawl-2.googlebot.com");
    assertThat(check("66.249.66.2", GOOGLE)).isEqualTo(Finding.UNANSWERED);
  }

  @Test
  void silenceAboutOneOfTwoNamesProvesNothing() {
    dns.named("66.249.66.1", "a.googlebot.com", "b.googlebot.com").silent("b.googlebot.com");
    assertThat(check("66.249.66.1", GOOGLE)).isEqualTo(Finding.UNANSWERED);
  }

  @Test
  void anAddressWithVeryManyNamesIsNotFollowed() {
    String[] names = new String[100];
    for (int i = 0; i < names.length; i++) {
      names[i] = "crawl-" + i + ".googlebot.com";
    }
    dns.named("203.0.113.9", names);
    assertThat(check("203.0.113.9", GOOGLE)).isEqualTo(Finding.UNANSWERED);
  }

  @Test
  void whereTheOperatorPromisesNoAddressesAMissingOneProvesNothing() {
    dns.named("116.179.32.50", "baiduspider-116-179-32-50.crawl.baidu.com");
    assertThat(check("116.179.32.50", BAIDU)).isEqualTo(Finding.UNCONFIRMED);
    dns.named("203.0.113.9", "vps.example.net");
    assertThat(check("203.0.113.9", BAIDU)).isEqualTo(Finding.FOREIGN);
  }

  private Finding check(String address, CrawlerOrigin origin) {
    return CrawlerCheck.check(ip(address), origin, dns);
  }

  private static CrawlerOrigin origin(String userAgent) {
    Bot bot = Objects.requireNonNull(BOTS.find(userAgent));
    return Objects.requireNonNull(bot.origin());
  }
}
