package dev.drop444.engine.bot.crawler;

import dev.drop444.engine.bot.CrawlerState;
import java.util.concurrent.TimeUnit;

/** What a look into the DNS has shown, what that means, and how long it is remembered. */
enum Finding {
  /** The question waits for its turn. Forgotten in time, should the answer get lost. */
  PENDING("the name servers are being asked", CrawlerState.UNKNOWN, TimeUnit.MINUTES.toNanos(2)),

  /** A name of the address is the operator's, and the name has the address. */
  CONFIRMED(
      "a name of the address is the operator's, and has the address",
      CrawlerState.VERIFIED,
      TimeUnit.HOURS.toNanos(24)),

  /** The address has names, and none of them is the operator's. */
  FOREIGN(
      "the address has a name, and it is not the operator's",
      CrawlerState.IMPOSTOR,
      TimeUnit.HOURS.toNanos(1)),

  /** The address says it has one of the operator's names, and the operator's DNS denies it. */
  FORGED(
      "the address claims a name of the operator's, which does not have it",
      CrawlerState.IMPOSTOR,
      TimeUnit.HOURS.toNanos(1)),

  /** One of the operator's names, of an operator that does not promise that they have addresses. */
  UNCONFIRMED(
      "a name of the address is the operator's, and has the address",
      CrawlerState.UNKNOWN,
      TimeUnit.HOURS.toNanos(1)),

  /**
   * The address has no name. Operators say that their crawlers' addresses all have one, so most
   * likely this is an impostor; but many name servers inside companies and clusters know nothing of
   * addresses outside and say "no such name" to all of them, and there the real crawler would be
   * lost. So this is no proof.
   */
  NAMELESS("the address has no name", CrawlerState.UNKNOWN, TimeUnit.MINUTES.toNanos(10)),

  /** No answer, or a failure. */
  UNANSWERED("the name servers do not answer", CrawlerState.UNKNOWN, TimeUnit.MINUTES.toNanos(1));

  final String reason;
  final CrawlerState state;
  final long nanos;

  Finding(String reason, CrawlerState state, long nanos) {
    this.reason = reason;
    this.state = state;
    this.nanos = nanos;
  }
}
