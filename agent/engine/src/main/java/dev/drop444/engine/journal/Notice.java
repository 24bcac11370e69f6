package dev.drop444.engine.journal;

/** A sentence for the operator. Immutable. */
final class Notice implements Entry {

  private static final int MAX_LENGTH = 2_000;

  private final long millis;
  private final boolean warning;
  private final Excerpt text;

  Notice(long millis, boolean warning, String text) {
    this.millis = millis;
    this.warning = warning;
    this.text = Excerpt.of(text, MAX_LENGTH);
  }

  @Override
  public long millis() {
    return millis;
  }

  @Override
  public boolean isWarning() {
    return warning;
  }

  @Override
  public void describe(LogLine line) {
    line.word("level", warning ? "warn" : "info").text("notice", text);
  }
}
