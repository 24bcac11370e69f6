package dev.drop444.engine;

import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.ban.Bans;
import dev.drop444.engine.bot.Bot;
import dev.drop444.engine.bot.CrawlerState;
import dev.drop444.engine.bot.crawler.CrawlerVerification;
import dev.drop444.engine.bot.crawler.PublishedRanges;
import dev.drop444.engine.bot.dns.Resolver;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.proxy.SeenProxies;
import dev.drop444.engine.rule.Crawlers;
import dev.drop444.engine.strike.Strikes;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What all gates use, and what stays when the configuration changes. Thread-safe. */
final class Shared implements Crawlers {

  final TimeSource time;
  final Journal journal;
  final Counters counters = new Counters();
  final ClientPrefix clients;
  final ProxyGuard proxies;
  final Bans bans;
  final Outcasts outcasts;
  final Strikes strikes;

  private volatile @Nullable CrawlerVerification crawlers;

  Shared(Configuration configuration, Journal journal, TimeSource time) {
    this.time = time;
    this.journal = journal;
    this.clients =
        new ClientPrefix(
            configuration.get(KeyTable.IPV4_PREFIX), configuration.get(KeyTable.IPV6_PREFIX));
    this.proxies = new ProxyGuard(new SeenProxies(clients, time), journal, counters);
    this.bans = new Bans(configuration.get(KeyTable.MAX_BANS), clients, time);
    this.outcasts = new Outcasts(bans, proxies);
    this.strikes = new Strikes(configuration.get(KeyTable.MAX_CLIENTS), time);
  }

  @Override
  public CrawlerState stateOf(InetAddress client, Bot bot) {
    CrawlerVerification made = crawlers;
    return (made != null ? made : makeCrawlers()).stateOf(client, bot);
  }

  /** Only where a rule asks for it: nobody else needs the DNS. */
  private synchronized CrawlerVerification makeCrawlers() {
    CrawlerVerification made = crawlers;
    if (made == null) {
      made = new CrawlerVerification(Resolver.system(), PublishedRanges.NONE, time::nanoTime);
      crawlers = made;
    }
    return made;
  }

  /** Ends threads. */
  synchronized void close() {
    CrawlerVerification made = crawlers;
    if (made != null) {
      made.close();
    }
    journal.close();
  }
}
