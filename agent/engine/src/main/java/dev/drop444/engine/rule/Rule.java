package dev.drop444.engine.rule;

import dev.drop444.engine.address.AddressSet;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.pattern.Patterns;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A named set of conditions, all of which must hold, and one action. Immutable. */
public final class Rule {

  private final String name;
  private final int order;
  private final Action action;
  private final Duration banTime;
  private final @Nullable Closing closing;
  private final Verdict verdict;
  private final AddressCondition[] onAddress;
  private final HeadCondition[] onHead;
  private final PathCondition[] onPath;

  private Rule(Builder builder, Closing closing, Http2Closing http2) {
    this.name = builder.name;
    this.order = builder.order;
    this.action = builder.action;
    this.banTime = builder.banTime;
    this.closing = builder.closing;
    this.verdict =
        Verdict.drop(
            name,
            builder.closing != null ? builder.closing : closing,
            // A banned client keeps no connection.
            action == Action.BAN
                || (builder.http2 != null ? builder.http2 : http2) == Http2Closing.CONNECTION);
    this.onAddress = builder.onAddress.toArray(new AddressCondition[0]);
    this.onHead = builder.onHead.toArray(new HeadCondition[0]);
    this.onPath = builder.onPath.toArray(new PathCondition[0]);
  }

  public String name() {
    return name;
  }

  public Action action() {
    return action;
  }

  /** How long a client is refused, if the action is a ban. */
  public Duration banTime() {
    return banTime;
  }

  /** How this rule drops a request; the same object every time. */
  public Verdict verdict() {
    return verdict;
  }

  /** How this rule ends a connection, or null if it does not say so itself. */
  @Nullable Closing closing() {
    return closing;
  }

  int order() {
    return order;
  }

  /** Whether an address is enough to try this rule. */
  boolean needsAddressOnly() {
    return onHead.length == 0 && onPath.length == 0;
  }

  boolean needsPath() {
    return onPath.length != 0;
  }

  boolean addressHolds(@Nullable InetAddress client) {
    for (AddressCondition condition : onAddress) {
      if (!condition.holds(client)) {
        return false;
      }
    }
    return true;
  }

  boolean headHolds(RequestHead head) {
    for (HeadCondition condition : onHead) {
      if (!condition.holds(head)) {
        return false;
      }
    }
    return true;
  }

  boolean pathHolds(CharSequence text, int start, int end) {
    for (PathCondition condition : onPath) {
      if (!condition.holds(text, start, end)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return name + " (" + action.name().toLowerCase(Locale.ROOT) + ")";
  }

  /** Puts a rule together. Not thread-safe. */
  public static final class Builder {

    public static final int DEFAULT_ORDER = 100;
    public static final Duration DEFAULT_BAN_TIME = Duration.ofMinutes(10);

    private final String name;
    private int order = DEFAULT_ORDER;
    private Action action = Action.DROP;
    private Duration banTime = DEFAULT_BAN_TIME;
    private boolean enabled = true;
    private @Nullable Closing closing;
    private @Nullable Http2Closing http2;
    private final List<AddressCondition> onAddress = new ArrayList<>();
    private final List<HeadCondition> onHead = new ArrayList<>();
    private final List<PathCondition> onPath = new ArrayList<>();

    public Builder(String name) {
      this.name = name;
    }

    public void order(int order) {
      this.order = order;
    }

    public void action(Action action) {
      this.action = action;
    }

    public void banTime(Duration banTime) {
      this.banTime = banTime;
    }

    public void enabled(boolean enabled) {
      this.enabled = enabled;
    }

    public void closing(Closing closing) {
      this.closing = closing;
    }

    public void http2(Http2Closing http2) {
      this.http2 = http2;
    }

    public void address(AddressSet addresses, boolean negated) {
      onAddress.add(new AddressCondition(addresses, negated));
    }

    public void method(Patterns methods, boolean negated) {
      head(new MethodCondition(methods), negated);
    }

    public void host(Patterns hosts, boolean negated) {
      head(new HostCondition(hosts), negated);
    }

    /**
     * Adds a condition on a header field.
     *
     * @param field in lower case
     */
    public void header(String field, Patterns values, boolean negated) {
      head(new HeaderCondition(field, values), negated);
    }

    public void path(Patterns paths, boolean negated) {
      onPath.add(new PathCondition(paths, negated));
    }

    private void head(HeadCondition condition, boolean negated) {
      onHead.add(negated ? condition.negate() : condition);
    }

    public boolean isEnabled() {
      return enabled;
    }

    /** Whether there is anything that must hold; a rule without conditions hits everybody. */
    public boolean hasConditions() {
      return !onAddress.isEmpty() || !onHead.isEmpty() || !onPath.isEmpty();
    }

    /**
     * The rule.
     *
     * @param closing how connections end if the rule does not say so itself
     * @param http2 what HTTP/2 drops take with them if the rule does not say so itself
     */
    public Rule build(Closing closing, Http2Closing http2) {
      return new Rule(this, closing, http2);
    }
  }
}
