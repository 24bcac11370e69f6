package dev.drop444.engine.bot.crawler;

import dev.drop444.engine.bot.Bot;
import java.net.InetAddress;

/**
 * Addresses that operators publish for their crawlers, as far as somebody has given us the lists.
 * Implementations are thread-safe and answer from memory.
 */
public interface PublishedRanges {

  /** No lists. */
  PublishedRanges NONE =
      new PublishedRanges() {
        @Override
        public boolean covers(Bot bot) {
          return false;
        }

        @Override
        public boolean contains(Bot bot, InetAddress address) {
          return false;
        }
      };

  /** Whether there is a list for a bot. */
  boolean covers(Bot bot);

  /**
   * Whether an address is on a bot's list. That it is not proves nothing: the list may be older
   * than the address.
   */
  boolean contains(Bot bot, InetAddress address);
}
