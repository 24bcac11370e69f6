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
import dev.drop444.engine.connection.OpenConnections;
import dev.drop444.engine.journal.Faults;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.journal.LogFile;
import dev.drop444.engine.journal.LogTerms;
import dev.drop444.engine.overload.OverloadWatch;
import dev.drop444.engine.overload.ProbingPeers;
import dev.drop444.engine.overload.jvm.JvmReadings;
import dev.drop444.engine.proxy.SeenProxies;
import dev.drop444.engine.rate.Limits;
import dev.drop444.engine.rule.Crawlers;
import dev.drop444.engine.strike.Strikes;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What all gates use, and what stays when the configuration changes. Thread-safe. */
final class Shared implements Crawlers {

  final TimeSource time;
  final Journal journal;
  final ClientPrefix clients;
  final ProxyGuard proxies;
  final OpenConnections connections;
  final Bans bans;
  final Outcasts outcasts;
  final Strikes strikes;

  // What the gates take.
  final SelfTime acceptTime = new SelfTime();
  final SelfTime requestTime = new SelfTime();
  final SelfTime malformedTime = new SelfTime();
  final SelfTime responseTime = new SelfTime();

  final Offenders offenders;
  final Limits limits;

  /** What operators publish of their crawlers, as the configuration in force has it. */
  private volatile PublishedRanges crawlerRanges = PublishedRanges.NONE;

  final FloodWatch flood;
  final OverloadWatch overload;
  final ProbingPeers probes;

  /** Nobody looks early any more. */
  volatile boolean leaving;

  private volatile @Nullable CrawlerVerification crawlers;

  Shared(Configuration configuration, Journal journal, Faults faults, TimeSource time) {
    this.time = time;
    this.journal = journal;
    this.clients =
        new ClientPrefix(
            configuration.get(KeyTable.IPV4_PREFIX), configuration.get(KeyTable.IPV6_PREFIX));
    this.offenders = new Offenders(clients);
    this.proxies = new ProxyGuard(new SeenProxies(clients, time), journal);
    this.bans = new Bans(configuration.get(KeyTable.MAX_BANS), clients, time);
    this.strikes = new Strikes(configuration.get(KeyTable.MAX_CLIENTS), time);
    int most = configuration.get(KeyTable.MAX_RATES);
    this.limits =
        new Limits(
            most,
            clients,
            time,
            () ->
                journal.warn(
                    "limits count more clients or other keys at once than "
                        + KeyTable.MAX_RATES
                        + "="
                        + most
                        + ": those that owe least are forgotten, and pass"));
    this.overload =
        new OverloadWatch(time, journal, faults, signal -> JvmReadings.of(signal, time));
    this.flood = new FloodWatch(time);
    this.probes = new ProbingPeers(time);
    this.connections = new OpenConnections(time, limits.connections());
    this.outcasts = new Outcasts(bans, proxies, connections);
  }

  /** Takes over what a configuration that comes into force says of what stays. */
  void follow(Configuration configuration) {
    crawlerRanges = configuration.get(KeyTable.CRAWLER_RANGES);
    journal.follow(
        new LogTerms(
            configuration.get(KeyTable.LOG_FORMAT),
            !configuration.get(KeyTable.LOG).equals(LogFile.NONE),
            configuration.get(KeyTable.LOG_FIRST),
            configuration.get(KeyTable.LOG_RATE)));
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
      made = new CrawlerVerification(Resolver.system(), () -> crawlerRanges, time::nanoTime);
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
