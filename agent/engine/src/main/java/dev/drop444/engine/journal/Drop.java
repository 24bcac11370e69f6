package dev.drop444.engine.journal;

import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A request that was dropped, or would have been. Immutable. */
public final class Drop extends DecisionEntry {

  // In characters, before escaping.
  static final int MAX_METHOD = 32;
  static final int MAX_TARGET = 512;
  static final int MAX_HOST = 255;
  static final int MAX_USER_AGENT = 256;
  static final int MAX_REFERER = 256;

  private final @Nullable String kinds;
  private final int status;
  private final @Nullable InetAddress peer;
  private final Excerpt method;
  private final Excerpt target;
  private final String protocol;
  private final @Nullable Excerpt host;
  private final @Nullable Excerpt userAgent;
  private final @Nullable Excerpt referer;

  /**
   * Takes down a request while it can be read.
   *
   * @param kinds the names of its anomalies, if a rule asked for them
   * @param status of the response that is not sent, 0 if there was none yet
   */
  public Drop(Decision decision, @Nullable String kinds, RequestHead head, int status) {
    super(decision);
    this.kinds = kinds;
    this.status = status;
    this.peer = head.peer();
    this.method = Excerpt.of(head.method(), MAX_METHOD);
    this.target = Excerpt.of(head.target(), MAX_TARGET);
    this.protocol = head.protocol().text();
    this.host = Excerpt.ofNullable(head.host(), MAX_HOST);
    this.userAgent = Excerpt.ofNullable(head.header("user-agent"), MAX_USER_AGENT);
    this.referer = Excerpt.ofNullable(head.header("referer"), MAX_REFERER);
  }

  @Override
  public void describe(LogLine line) {
    decision
        .describe(line, kinds, peer)
        .request(method, target, protocol)
        .textOrAbsent("host", host)
        .textOrAbsent("user-agent", userAgent);
    if (referer != null) {
      line.text("referer", referer);
    }
    if (status != 0) {
      line.number("status", status);
    }
  }
}
