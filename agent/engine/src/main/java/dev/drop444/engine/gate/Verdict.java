package dev.drop444.engine.gate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a server has to do with a request or a response. Immutable; the engine makes each verdict
 * that drops or answers once, when rules are compiled, so that deciding allocates nothing.
 */
public final class Verdict {

  /** Everything goes on as if drop444 were not there. */
  public static final Verdict PASS = new Verdict(null, null, Closing.FIN, false, 0, 0);

  private final @Nullable String rule;
  private final @Nullable RequestWatch watch;
  private final Closing closing;
  private final boolean closesHttp2Connection;
  private final int status;
  private final int retryAfterSeconds;

  private Verdict(
      @Nullable String rule,
      @Nullable RequestWatch watch,
      Closing closing,
      boolean closesHttp2Connection,
      int status,
      int retryAfterSeconds) {
    this.rule = rule;
    this.watch = watch;
    this.closing = closing;
    this.closesHttp2Connection = closesHttp2Connection;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
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
    return new Verdict(Objects.requireNonNull(rule), null, closing, closesHttp2Connection, 0, 0);
  }

  /**
   * A bare answer in place of what the application would say: a status, {@code Content-Length: 0},
   * {@code Retry-After} if there is one, and no other field that the server is not bound to send;
   * above all no {@code Server} field. The connection lives on as after any other answer.
   *
   * @param rule the name of the rule that says so
   * @param status from 400 to 599
   * @param retryAfterSeconds what {@code Retry-After} says, 0 for no such field
   */
  public static Verdict respond(String rule, int status, int retryAfterSeconds) {
    return new Verdict(
        Objects.requireNonNull(rule), null, Closing.FIN, false, status, retryAfterSeconds);
  }

  /** A request passes, and the engine wants to hear what becomes of it. */
  public static Verdict passing(RequestWatch watch) {
    return new Verdict(null, Objects.requireNonNull(watch), Closing.FIN, false, 0, 0);
  }

  /** Whether the server must end the request without a byte of response. */
  public boolean drops() {
    return rule != null && status == 0;
  }

  /** Whether the server must send a bare answer with {@link #status}. */
  public boolean responds() {
    return status != 0;
  }

  /** The rule that decided, or null for what passes. */
  public @Nullable String rule() {
    return rule;
  }

  /** Who has to be told what becomes of a request that passes; null, as nearly always, nobody. */
  public @Nullable RequestWatch watch() {
    return watch;
  }

  public Closing closing() {
    return closing;
  }

  public boolean closesHttp2Connection() {
    return closesHttp2Connection;
  }

  /** The status of a bare answer, 0 if there is to be none. */
  public int status() {
    return status;
  }

  /** What {@code Retry-After} says, in seconds; 0 for no such field. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  @Override
  public String toString() {
    if (rule == null) {
      return "pass";
    }
    return responds() ? "respond " + status + " by " + rule : "drop by " + rule;
  }
}
