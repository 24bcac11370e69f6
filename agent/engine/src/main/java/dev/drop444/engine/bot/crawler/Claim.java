package dev.drop444.engine.bot.crawler;

import dev.drop444.engine.bot.CrawlerOrigin;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A client says that it is one of an operator's crawlers. */
final class Claim {

  final InetAddress client;
  final CrawlerOrigin origin;

  Claim(InetAddress client, CrawlerOrigin origin) {
    this.client = client;
    this.origin = origin;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Claim
        && ((Claim) other).client.equals(client)
        && ((Claim) other).origin.equals(origin);
  }

  @Override
  public int hashCode() {
    return 31 * client.hashCode() + origin.hashCode();
  }
}
