package dev.drop444.engine.bot;

import dev.drop444.engine.pattern.many.PatternSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All bots that we know, and which of them a user agent names.
 *
 * <p>A user agent can fit several patterns. The answer is one bot, the same whatever else is asked:
 *
 * <ol>
 *   <li>an attack tool, whatever else it says;
 *   <li>then a crawler that can be verified, for there the name is a claim that can be tested;
 *   <li>then any other bot, then automated browsers, and last HTTP libraries, with which bots are
 *       made;
 *   <li>among equals the longest pattern, and of two as long the one that stands first.
 * </ol>
 *
 * <p>Immutable and thread-safe. The whole takes a tenth of a second to build in a JVM that has just
 * started, and a megabyte; so build it only when a rule asks for more than attack tools.
 */
public final class BotCatalog {

  private final List<String> globs;

  /** Made when first asked; a rule set has these globs among its own. */
  private volatile @Nullable PatternSet patterns;

  /** The bot of each pattern, best first. */
  private final Bot[] bots;

  private BotCatalog(List<BotTable.Row> rows) {
    List<BotTable.Row> ranked = new ArrayList<>(rows);
    ranked.sort(BotCatalog::compare);
    String[] globs = new String[ranked.size()];
    this.bots = new Bot[globs.length];
    for (int i = 0; i < globs.length; i++) {
      globs[i] = ranked.get(i).glob();
      bots[i] = ranked.get(i).bot;
    }
    this.globs = List.of(globs);
  }

  /** The better one first. */
  private static int compare(BotTable.Row one, BotTable.Row other) {
    int tiers = Integer.compare(tier(one.bot), tier(other.bot));
    return tiers != 0 ? tiers : Integer.compare(other.length(), one.length());
  }

  /** All that is known. */
  public static BotCatalog all() {
    return new BotCatalog(BotTable.shipped(false));
  }

  /**
   * Attack tools only, which is all that the standard preset asks for. Says the same of them as
   * {@link #all()}, at a twentieth of the cost.
   */
  public static BotCatalog scanners() {
    return new BotCatalog(BotTable.shipped(true));
  }

  /** The bots whose operators say where they come from, each once. Reads the table. */
  public static Set<Bot> verifiable() {
    return BotTable.shipped(false).stream()
        .map(row -> row.bot)
        .filter(bot -> bot.origin() != null)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static int tier(Bot bot) {
    if (bot.is(BotCategory.SCANNER)) {
      return 0;
    }
    if (bot.origin() != null) {
      return 1;
    }
    if (bot.is(BotCategory.HTTP_LIBRARY)) {
      return 4;
    }
    return bot.is(BotCategory.BROWSER_AUTOMATION) ? 3 : 2;
  }

  /**
   * Which bot a user agent names, or null for none: most likely a browser, or an honest stranger.
   * Reads the text once; allocates nothing and takes no lock.
   *
   * @param userAgent as sent, one byte a char; no text makes this throw
   */
  public @Nullable Bot find(CharSequence userAgent) {
    PatternSet patterns = this.patterns;
    if (patterns == null) {
      patterns = PatternSet.compile(globs, true);
      this.patterns = patterns;
    }
    int pattern = patterns.first(userAgent, 0, userAgent.length());
    return pattern == PatternSet.NONE ? null : bots[pattern];
  }

  /**
   * The patterns as globs of a whole user agent in which case does not count, best first: for
   * whoever matches them in one pass with others.
   */
  public List<String> globs() {
    return globs;
  }

  /** The bot of a pattern, by its place in {@link #globs}. */
  public Bot bot(int pattern) {
    return bots[pattern];
  }

  /** All bots, each once. */
  public Set<Bot> bots() {
    return new LinkedHashSet<>(List.of(bots));
  }

  /** How many patterns there are. */
  public int patterns() {
    return bots.length;
  }

  @Override
  public String toString() {
    return bots.length + " patterns";
  }
}
