package dev.drop444.report.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of a request or a connection. */
public enum Outcome {
  /** No byte of an answer. */
  DROP,
  /** The same, and refused from then on. */
  BAN,
  /** A bare answer: a status, and nothing else. */
  RESPOND,
  /** Refused at accept. */
  REFUSE,
  /** An open connection was closed. */
  CLOSE;

  private static final Outcome[] ALL = values();

  private final String word = name().toLowerCase(Locale.ROOT);

  static @Nullable Outcome of(String word) {
    for (Outcome outcome : ALL) {
      if (outcome.word.equals(word)) {
        return outcome;
      }
    }
    return null;
  }
}
