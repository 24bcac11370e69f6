package dev.drop444.engine.bot.crawler;

import dev.drop444.engine.bot.Bot;
import dev.drop444.engine.bot.CrawlerOrigin;
import dev.drop444.engine.bot.CrawlerState;
import dev.drop444.engine.bot.dns.Resolver;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether a client is the crawler that it says it is, from what is known at this moment.
 *
 * <p>The first question about an address starts a lookup on threads of our own and is answered with
 * {@link CrawlerState#UNKNOWN}; so are questions until there is an answer, and those for which
 * there is none. Thread-safe. Nothing is created, and no thread started, before the first claim
 * that needs a lookup.
 */
public final class CrawlerVerification implements AutoCloseable {

  private final Resolver resolver;
  private final Supplier<? extends PublishedRanges> ranges;
  private final LongSupplier nanoTime;
  private final Object creation = new Object();
  private volatile @Nullable Lookups lookups;
  private volatile boolean closed;

  /**
   * Verification with its means.
   *
   * @param resolver is asked on threads of our own only; closed with this
   * @param ranges published addresses, which may be others at each question
   * @param nanoTime as {@link System#nanoTime()}
   */
  public CrawlerVerification(
      Resolver resolver, Supplier<? extends PublishedRanges> ranges, LongSupplier nanoTime) {
    this.resolver = resolver;
    this.ranges = ranges;
    this.nanoTime = nanoTime;
  }

  /**
   * What is known of a client that says it is a bot. Never waits. What is known already costs a
   * look into a cache and one small object; for bots of which nothing can be proven, not even that.
   *
   * @param client the client's address, not a proxy's
   * @param bot what its user agent names
   */
  public CrawlerState stateOf(InetAddress client, Bot bot) {
    CrawlerState listed = fromLists(ranges.get(), client, bot);
    CrawlerOrigin origin = bot.origin();
    if (listed != CrawlerState.UNKNOWN
        || origin == null
        || origin.domains().isEmpty()
        || closed
        || isInternal(client)) {
      return listed;
    }
    return lookups().of(new Claim(client, origin)).state;
  }

  /**
   * What published addresses alone tell; nobody is asked. That an address is not among them proves
   * nothing.
   */
  public static CrawlerState fromLists(PublishedRanges ranges, InetAddress client, Bot bot) {
    CrawlerOrigin origin = bot.origin();
    if (origin == null) {
      return CrawlerState.NOT_VERIFIABLE;
    }
    boolean published = ranges.covers(bot);
    if (published && ranges.contains(bot, client)) {
      return CrawlerState.VERIFIED;
    }
    boolean nothingElse = origin.domains().isEmpty();
    return nothingElse && !published ? CrawlerState.NOT_VERIFIABLE : CrawlerState.UNKNOWN;
  }

  /**
   * Why the state of a client is what it is, in words for a log. Looks up nothing.
   *
   * @return a sentence without what a client or a name server sent
   */
  public String reasonOf(InetAddress client, Bot bot) {
    CrawlerOrigin origin = bot.origin();
    if (origin == null) {
      return "nothing is published about where " + bot.name() + " comes from";
    }
    if (fromLists(ranges.get(), client, bot) == CrawlerState.VERIFIED) {
      return "the address is published as one of " + bot.name();
    }
    Finding finding = findingOf(client, origin);
    return finding == null ? "the address was not looked up" : finding.reason;
  }

  /** What is known, without asking for more; null for nothing. */
  @Nullable Finding findingOf(InetAddress client, CrawlerOrigin origin) {
    Lookups existing = lookups;
    return existing == null ? null : existing.known(new Claim(client, origin));
  }

  /**
   * An address that the public DNS says nothing of. Seen where a proxy stands before the server and
   * nobody told us: its name is not the client's, and proves nothing.
   */
  private static boolean isInternal(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      // 100.64.0.0/10, RFC 6598: behind carrier-grade NAT.
      return bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }
    // fc00::/7, RFC 4193: unique local.
    return (bytes[0] & 0xfe) == 0xfc;
  }

  private Lookups lookups() {
    Lookups existing = lookups;
    if (existing != null) {
      return existing;
    }
    synchronized (creation) {
      Lookups current = lookups;
      if (current == null) {
        current = new Lookups(resolver, nanoTime);
        lookups = current;
        if (closed) {
          current.close();
        }
      }
      return current;
    }
  }

  /** How many claims are remembered, about. */
  long size() {
    Lookups existing = lookups;
    return existing == null ? 0 : existing.size();
  }

  /** Ends the threads, also while they wait for an answer. Every state is then unknown. */
  @Override
  public void close() {
    closed = true;
    synchronized (creation) {
      Lookups existing = lookups;
      if (existing != null) {
        existing.close();
      }
    }
    resolver.close();
  }
}
