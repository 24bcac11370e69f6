package dev.drop444.engine.gate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a server has to do with a request. Immutable; the engine makes each drop verdict once, when
 * rules are compiled, so that deciding allocates nothing.
 */
public final class Verdict {

  /** The request goes on as if drop444 were not there. */
  public static final Verdict PASS = new Verdict(null, Closing.FIN, false);

  private final @Nullable String rule;
  private final Closing closing;
  private final boolean closesHttp2Connection;

  private Verdict(@Nullable String rule, Closing closing, boolean closesHttp2Connection) {
    this.rule = rule;
    this.closing = closing;
    this.closesHttp2Connection = closesHttp2Connection;
  }

  /**
   * A drop.
   *
   * @param rule the name of the rule that says so
   * @param closing how an HTTP/1 connection ends, and an HTTP/2 connection if it is closed
   * @param closesHttp2Connection whether an HTTP/2 request ends its whole connection (without
   *     GOAWAY) or only its stream (RST_STREAM with CANCEL, RFC 9113 section 7)
   */
  public static Verdict drop(String rule, Closing closing, boolean closesHttp2Connection) {
    return new Verdict(Objects.requireNonNull(rule), closing, closesHttp2Connection);
  }

  /** Whether the server must end the request without a byte of response. */
  public boolean drops() {
    return rule != null;
  }

  /** The rule that decided, or null for {@link #PASS}. */
  public @Nullable String rule() {
    return rule;
  }

  public Closing closing() {
    return closing;
  }

  public boolean closesHttp2Connection() {
    return closesHttp2Connection;
  }

  @Override
  public String toString() {
    return rule == null ? "pass" : "drop by " + rule;
  }
}
