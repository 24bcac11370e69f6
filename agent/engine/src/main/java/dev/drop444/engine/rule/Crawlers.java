package dev.drop444.engine.rule;

import dev.drop444.engine.bot.Bot;
import dev.drop444.engine.bot.CrawlerState;
import java.net.InetAddress;

/** Knows whether clients are the crawlers that they say they are. Thread-safe; never waits. */
public interface Crawlers {

  /** Nothing is known. */
  Crawlers UNKNOWN = (client, bot) -> CrawlerState.UNKNOWN;

  CrawlerState stateOf(InetAddress client, Bot bot);
}
