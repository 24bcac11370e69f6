package dev.drop444.engine.journal;

import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A request that was dropped, or would have been. Immutable. */
public final class Drop implements Entry {

  /** What happened, as the log says it. */
  public enum Word {
    DROP,
    WOULD_DROP,
    BAN,
    WOULD_BAN;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    @Override
    public String toString() {
      return text;
    }
  }

  // In characters, before escaping.
  static final int MAX_METHOD = 32;
  static final int MAX_TARGET = 512;
  static final int MAX_HOST = 255;
  static final int MAX_USER_AGENT = 256;

  private final long millis;
  private final String mode;
  private final Word word;
  private final String rule;
  private final @Nullable Instant until;
  private final @Nullable InetAddress client;
  private final @Nullable InetAddress peer;
  private final Excerpt method;
  private final Excerpt target;
  private final String protocol;
  private final @Nullable Excerpt host;
  private final @Nullable Excerpt userAgent;

  /**
   * Takes down a request while it can be read.
   *
   * @param mode the mode in force
   * @param until the end of the ban, if there is one
   */
  public Drop(
      long millis,
      String mode,
      Word word,
      String rule,
      @Nullable Instant until,
      @Nullable InetAddress client,
      RequestHead head) {
    this.millis = millis;
    this.mode = mode;
    this.word = word;
    this.rule = rule;
    this.until = until;
    this.client = client;
    this.peer = head.peer();
    this.method = Excerpt.of(head.method(), MAX_METHOD);
    this.target = Excerpt.of(head.target(), MAX_TARGET);
    this.protocol = head.protocol().text();
    this.host = Excerpt.ofNullable(head.host(), MAX_HOST);
    this.userAgent = Excerpt.ofNullable(head.header("user-agent"), MAX_USER_AGENT);
  }

  @Override
  public void writeTo(Logger log) {
    LogLine line =
        new LogLine(millis)
            .word("mode", mode)
            .word("action", word)
            .word("gate", "request")
            .word("rule", rule);
    if (until != null) {
      line.time("until", until);
    }
    line.address("client", client)
        .address("peer", peer)
        .request(method, target, protocol)
        .text("host", host)
        .text("user-agent", userAgent);
    log.info(line.toString());
  }
}
