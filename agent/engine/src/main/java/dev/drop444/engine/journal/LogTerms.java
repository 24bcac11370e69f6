package dev.drop444.engine.journal;

/** How drops are logged, as the configuration says it. Immutable. */
public final class LogTerms {

  final LogFormat format;
  final boolean drops;
  final int first;
  final int rate;

  /**
   * Terms.
   *
   * @param drops whether drops are logged at all
   * @param first how many drops of one client by one rule appear in full within a minute
   * @param rate how many drops by one rule appear in full within a second
   */
  public LogTerms(LogFormat format, boolean drops, int first, int rate) {
    this.format = format;
    this.drops = drops;
    this.first = first;
    this.rate = rate;
  }
}
