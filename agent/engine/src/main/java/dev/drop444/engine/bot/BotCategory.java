package dev.drop444.engine.bot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a bot is for. A bot can be in several categories. */
public enum BotCategory {
  /** Attack tools that announce themselves, and nothing else. */
  SCANNER("scanner"),
  /** Collects text for models, or answers questions from pages. */
  AI_CRAWLER("ai-crawler"),
  /** Ranks, links and audits of sites, mostly of other people's. */
  SEO("seo"),
  /** Crawlers of search engines. */
  SEARCH_ENGINE("search-engine"),
  /** Programs that did not choose a name: curl, Java, Go, Python and the like. */
  HTTP_LIBRARY("http-library"),
  /** Health probes and uptime services. */
  MONITORING("monitoring"),
  /** Fetches a page because somebody posted a link to it. */
  SOCIAL_PREVIEW("social-preview"),
  /** Feed and podcast readers. */
  FEED_READER("feed-reader"),
  /** Calls of payment, mail and automation services that the application itself asked for. */
  WEBHOOK("webhook"),
  /** Security services and surveys that look at sites from outside; not attack tools. */
  SECURITY("security"),
  /** Advertising and its verification. */
  ADVERTISING("advertising"),
  /** Web archives and site copiers. */
  ARCHIVER("archiver"),
  /** Research. */
  ACADEMIC("academic"),
  /** Browsers that a program drives. */
  BROWSER_AUTOMATION("browser-automation"),
  /** Known bots that fit nowhere else. */
  OTHER("other");

  private final String key;

  BotCategory(String key) {
    this.key = key;
  }

  /** As it is written in a configuration. */
  public String key() {
    return key;
  }

  /** All keys, in the order in which they are documented. */
  public static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (BotCategory category : values()) {
      keys.add(category.key());
    }
    return List.copyOf(keys);
  }

  /** The category with this key, or null if there is none. */
  public static @Nullable BotCategory of(String key) {
    for (BotCategory category : values()) {
      if (category.key.equals(key)) {
        return category;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return key;
  }
}
