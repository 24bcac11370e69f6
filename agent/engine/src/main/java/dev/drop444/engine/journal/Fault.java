package dev.drop444.engine.journal;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Something of ours that failed. The trace is part of the line: a logger would print the message,
 * which may quote a client, unescaped.
 */
final class Fault implements Entry {

  private static final int MAX_MESSAGE = 500;
  private static final int MAX_TRACE = 2_000;
  private static final int MAX_FRAMES = 12;
  private static final int MAX_CAUSES = 4;

  private final long millis;
  private final String where;
  private final Throwable thrown;
  private final long suppressed;

  Fault(long millis, String where, Throwable thrown, long suppressed) {
    this.millis = millis;
    this.where = where;
    this.thrown = thrown;
    this.suppressed = suppressed;
  }

  @Override
  public long millis() {
    return millis;
  }

  @Override
  public boolean isWarning() {
    return true;
  }

  @Override
  public void describe(LogLine line) {
    line.word("level", "warn")
        .text("fault", Excerpt.of(where, MAX_MESSAGE))
        .word("effect", "pass")
        .number("suppressed", suppressed);
    // A Set against causes that go in a circle.
    Set<Throwable> chain = new LinkedHashSet<>();
    for (Throwable t = thrown; t != null && chain.size() < MAX_CAUSES && chain.add(t); ) {
      String key = t == thrown ? "error" : "cause";
      line.text(key, Excerpt.of(String.valueOf(t), MAX_MESSAGE));
      line.text(t == thrown ? "at" : "cause-at", Excerpt.of(trace(t), MAX_TRACE));
      t = t.getCause();
    }
  }

  private static String trace(Throwable thrown) {
    StringBuilder trace = new StringBuilder();
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
      trace.append(i == 0 ? "" : " < ").append(frames[i]);
    }
    return trace.toString();
  }
}
