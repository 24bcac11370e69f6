package dev.drop444.engine.journal;

import dev.drop444.engine.gate.Gate;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a gate decided, when, by which rule and about whom. Immutable. */
public final class Decision {

  /** What happened, as the log says it. */
  public enum Word {
    DROP,
    WOULD_DROP,
    BAN,
    WOULD_BAN,
    RESPOND,
    WOULD_RESPOND;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Whether it really happened. */
    public boolean enforced() {
      return this == DROP || this == BAN || this == RESPOND;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final long millis;
  private final String mode;
  private final Word word;
  private final String rule;
  private final @Nullable Instant until;
  private final @Nullable InetAddress client;
  private final Gate gate;
  private final int answer;

  /**
   * A decision.
   *
   * @param mode the mode in force
   * @param until the end of the ban, if there is one
   * @param answer the status of the bare answer that is sent, 0 if nothing is
   */
  public Decision(
      long millis,
      String mode,
      Gate gate,
      Word word,
      String rule,
      @Nullable Instant until,
      @Nullable InetAddress client,
      int answer) {
    this.gate = gate;
    this.answer = answer;
    this.millis = millis;
    this.mode = mode;
    this.word = word;
    this.rule = rule;
    this.until = until;
    this.client = client;
  }

  public Word word() {
    return word;
  }

  public String rule() {
    return rule;
  }

  Gate gate() {
    return gate;
  }

  String mode() {
    return mode;
  }

  @Nullable InetAddress client() {
    return client;
  }

  long millis() {
    return millis;
  }

  /** Writes it at the start of the line that tells it. */
  LogLine describe(LogLine line, @Nullable String kinds, @Nullable InetAddress peer) {
    line.word("mode", mode).word("action", word).word("gate", gate.key()).word("rule", rule);
    if (answer != 0) {
      line.number("answer", answer);
    }
    if (until != null) {
      line.time("until", until);
    }
    if (kinds != null) {
      line.word("kind", kinds);
    }
    return line.address("client", client).address("peer", peer);
  }
}
