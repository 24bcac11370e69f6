package dev.drop444.engine.journal;

import org.slf4j.Logger;

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
  public void writeTo(Logger log) {
    String line =
        new LogLine(millis)
            .word("level", warning ? "warn" : "info")
            .text("notice", text)
            .toString();
    if (warning) {
      log.warn(line);
    } else {
      log.info(line);
    }
  }
}
