package dev.drop444.engine.rule;

import dev.drop444.engine.bot.Bot;
import dev.drop444.engine.bot.BotSelection;
import dev.drop444.engine.bot.CrawlerState;

/** The user agent is one of these kinds of bots. */
final class BotCondition extends Condition {

  private final BotSelection bots;
  private final boolean harmful;

  /**
   * A condition.
   *
   * @param harmful whether the rule would harm the client
   */
  BotCondition(Wording wording, BotSelection bots, boolean harmful) {
    super(wording, FIELD);
    this.bots = bots;
    this.harmful = harmful;
  }

  @Override
  Truth test(Facts facts) {
    if (!facts.isHeadKnown()) {
      return Truth.UNKNOWN;
    }
    Bot bot = facts.bot();
    if (bot == null) {
      return Truth.NO;
    }
    CrawlerState state =
        bots.asksForState() ? facts.crawlerState(bot) : CrawlerState.NOT_VERIFIABLE;
    boolean included = bots.includes(bot, state, harmful);
    // Turned round, it must not hit whom it would spare: a good crawler, or one not known yet.
    boolean spared =
        wording().negated()
            && harmful
            && (state == CrawlerState.VERIFIED || state == CrawlerState.UNKNOWN);
    return spared ? Truth.UNKNOWN : Truth.of(included);
  }
}
