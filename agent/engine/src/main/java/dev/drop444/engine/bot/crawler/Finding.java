package dev.drop444.engine.bot.crawler;

import dev.drop444.engine.bot.CrawlerState;
import java.util.concurrent.TimeUnit;

/** What a look into the DNS has shown, what that means, and how long it is remembered. */
enum Finding {
  /** The question waits for its turn. Forgotten in time, should the answer get lost. */
  PENDING(CrawlerState.UNKNOWN, TimeUnit.MINUTES.toNanos(2)),

  /** A name of the address is the operator's, and the name has the address. */
  CONFIRMED(CrawlerState.VERIFIED, TimeUnit.HOURS.toNanos(24)),

  /** The address has names, and none of them is the operator's. */
  FOREIGN(CrawlerState.IMPOSTOR, TimeUnit.HOURS.toNanos(1)),

  /** The address says it has one of the operator's names, and the operator's DNS denies it. */
  FORGED(CrawlerState.IMPOSTOR, TimeUnit.HOURS.toNanos(1)),

  /** One of the operator's names, of an operator that does not promise that they have addresses. */
  UNCONFIRMED(CrawlerState.UNKNOWN, TimeUnit.HOURS.toNanos(1)),

  /**
   * The address has no name. Operators say that their crawlers' addresses all have one, so most
   * likely this is an impostor; but many name servers inside companies and clusters know nothing of
   * addresses outside and say "no such name" to all of them, and there the real crawler would be
   * lost. So this is no proof.
   */
  NAMELESS(CrawlerState.UNKNOWN, TimeUnit.MINUTES.toNanos(10)),

  /** No answer, or a failure. */
  UNANSWERED(CrawlerState.UNKNOWN, TimeUnit.MINUTES.toNanos(1));

  final CrawlerState state;
  final long nanos;

  Finding(CrawlerState state, long nanos) {
    this.state = state;
    this.nanos = nanos;
  }
}
