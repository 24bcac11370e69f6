package dev.drop444.engine.bot;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which bots a rule is about: the value of its facet {@code bot}, a list of categories and of the
 * words {@code impostor} and {@code verified}. Immutable; asking allocates nothing.
 */
public final class BotSelection {

  /** Clients that are proven not to be the crawler that they say they are. */
  public static final String IMPOSTOR = "impostor";

  /** Clients that are proven to be the crawler that they say they are; for {@code allow}. */
  public static final String VERIFIED = "verified";

  /** {@code values()} copies. */
  private static final BotCategory[] CATEGORIES = BotCategory.values();

  private final EnumSet<BotCategory> categories;
  private final boolean impostors;
  private final boolean verified;

  private BotSelection(EnumSet<BotCategory> categories, boolean impostors, boolean verified) {
    this.categories = categories;
    this.impostors = impostors;
    this.verified = verified;
  }

  /** All words that can be selected, for messages and documentation. */
  public static List<String> words() {
    List<String> words = new ArrayList<>(BotCategory.keys());
    words.add(IMPOSTOR);
    words.add(VERIFIED);
    return words;
  }

  /**
   * Makes a selection.
   *
   * @param words each one of {@link #words()}
   * @throws IllegalArgumentException that says the word that is none of them
   */
  public static BotSelection of(List<String> words) {
    EnumSet<BotCategory> categories = EnumSet.noneOf(BotCategory.class);
    boolean impostors = false;
    boolean verified = false;
    for (String word : words) {
      BotCategory category = BotCategory.of(word);
      if (category != null) {
        categories.add(category);
      } else if (word.equals(IMPOSTOR)) {
        impostors = true;
      } else if (word.equals(VERIFIED)) {
        verified = true;
      } else {
        throw new IllegalArgumentException(
            "no such kind of bot: " + word + "; expected " + String.join(", ", words()));
      }
    }
    return new BotSelection(categories, impostors, verified);
  }

  /** Whether the state of a crawler is asked for; if not, nobody needs to look it up. */
  public boolean asksForState() {
    return impostors || verified || hasVerifiable();
  }

  /** Whether {@link BotCatalog#scanners()} answers all that this selection asks. */
  public boolean scannersOnly() {
    return !asksForState() && categories.equals(EnumSet.of(BotCategory.SCANNER));
  }

  private boolean hasVerifiable() {
    return categories.contains(BotCategory.SEARCH_ENGINE)
        || categories.contains(BotCategory.ADVERTISING);
  }

  /**
   * Whether a client is selected.
   *
   * @param bot what the user agent names, null for nothing
   * @param state of the claim
   * @param harmful whether the rule would harm the client (drop, ban, respond). Such a rule holds
   *     for no verified crawler, and by category for none of which it is not known yet: else the
   *     first requests of a good crawler would be lost before its name is looked up.
   */
  public boolean includes(@Nullable Bot bot, CrawlerState state, boolean harmful) {
    if (bot == null) {
      return false;
    }
    if (impostors && state == CrawlerState.IMPOSTOR) {
      return true;
    }
    if (harmful && (state == CrawlerState.VERIFIED || state == CrawlerState.UNKNOWN)) {
      return false;
    }
    if (verified && state == CrawlerState.VERIFIED) {
      return true;
    }
    for (BotCategory category : CATEGORIES) {
      if (categories.contains(category) && bot.is(category)) {
        return true;
      }
    }
    return false;
  }
}
