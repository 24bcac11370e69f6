package dev.drop444.engine.bot;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A known bot. Immutable. */
public final class Bot {

  private final String name;
  private final EnumSet<BotCategory> categories;
  private final String url;
  private final @Nullable CrawlerOrigin origin;

  Bot(String name, Set<BotCategory> categories, String url, @Nullable CrawlerOrigin origin) {
    this.name = name;
    this.categories = EnumSet.copyOf(categories);
    this.url = url;
    this.origin = origin;
  }

  /** What people call it; plain ASCII. */
  public String name() {
    return name;
  }

  /** What it is for; at least one. */
  public Set<BotCategory> categories() {
    return EnumSet.copyOf(categories);
  }

  /** Whether it is in a category. Allocates nothing. */
  public boolean is(BotCategory category) {
    return categories.contains(category);
  }

  /** Where its operator says more; empty if unknown. */
  public String url() {
    return url;
  }

  /** How its addresses are told from an impostor's; null if its operator does not say. */
  public @Nullable CrawlerOrigin origin() {
    return origin;
  }

  @Override
  public String toString() {
    return name + " " + categories;
  }
}
