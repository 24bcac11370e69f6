package dev.drop444.engine.bot.crawler;

import dev.drop444.engine.bot.CrawlerOrigin;
import dev.drop444.engine.bot.dns.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Forward-confirmed reverse DNS: the address has a name in the operator's domain, and that name has
 * the address. Both are needed, for who owns an address may give it any name.
 */
final class CrawlerCheck {

  /** Names of one address that are asked about; an address with more proves nothing. */
  private static final int MAX_NAMES = 4;

  private CrawlerCheck() {}

  /** Asks and waits for answers. */
  static Finding check(InetAddress address, CrawlerOrigin origin, Resolver resolver) {
    List<String> names;
    try {
      names = resolver.namesOf(address);
    } catch (IOException silence) {
      return Finding.UNANSWERED;
    }
    if (names.isEmpty()) {
      return Finding.NAMELESS;
    }
    int asked = 0;
    boolean open = false;
    for (String name : names) {
      if (!origin.owns(name)) {
        continue;
      }
      if (++asked > MAX_NAMES) {
        open = true;
        break;
      }
      try {
        if (resolver.hasAddress(name, address)) {
          return Finding.CONFIRMED;
        }
      } catch (IOException silence) {
        open = true;
      }
    }
    if (asked == 0) {
      return Finding.FOREIGN;
    }
    if (open) {
      return Finding.UNANSWERED;
    }
    return origin.forwardConfirmed() ? Finding.FORGED : Finding.UNCONFIRMED;
  }
}
