package dev.drop444.engine.rule;

import dev.drop444.engine.anomaly.Anomalies;
import dev.drop444.engine.anomaly.Anomaly;
import dev.drop444.engine.anomaly.AnomalyDetector;
import dev.drop444.engine.anomaly.AnomalyLimits;
import dev.drop444.engine.bot.BotCatalog;
import dev.drop444.engine.bot.BotSelection;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.ResponseHead;
import dev.drop444.engine.overload.Alarm;
import dev.drop444.engine.rate.Limit;
import dev.drop444.engine.rate.Limits;
import dev.drop444.engine.reuse.Spares;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All rules in the order in which they are tried: by {@code order}, then by name. The first one
 * that holds and allows, drops or bans decides; one that monitors is told to the observer, and the
 * next one is tried. Immutable, save for lists in files and alarms; thread-safe.
 *
 * <p>Whatever the number of rules, each part of a request is read once, and only if a rule comes to
 * ask for it.
 *
 * <p>A rule with a limit holds for what exceeds it. What passes is counted by all limits that it
 * came to, and what does not pass by none.
 */
public final class RuleSet {

  /**
   * Is asked and told about rules that hold.
   *
   * @param <T> what they hold on
   */
  public interface Observer<T> {
    /** A rule holds but only watches. */
    void monitored(Rule rule, T what);

    /**
     * A rule holds that does not act at its first hit.
     *
     * @return whether it acts at this one; an observer that counts nothing lets it
     */
    default boolean actsNow(Rule rule, T what) {
      return true;
    }

    /** It passes, and a limit counts it until somebody tells its end. */
    default void counted(T what, RequestWatch watch) {
      watch.completed();
    }

    /**
     * A request for an exempt path passes; told only where its peer may be shed at accept if nobody
     * knows that.
     */
    default void exempted(T what) {}
  }

  static final Comparator<Rule> ORDER =
      (one, other) ->
          one.order() != other.order()
              ? Integer.compare(one.order(), other.order())
              : one.name().compareTo(other.name());

  /** Nobody. */
  private static final Observer<Object> UNHEARD = (rule, what) -> {};

  private final Rule[] rules;
  private final Rule[] acceptRules;
  private final GateRules requestRules;
  private final GateRules responseRules;
  private final GateRules outcomeRules;
  private final SlowRules slow;

  private final boolean limitsConnections;
  private final boolean limitsRequests;

  /** A bit for each status at which a rule looks, by 64. */
  private final long[] statuses = new long[16];

  private final List<Alarm> alarms;

  /** Of a rule that sheds at accept; null if there is none. */
  private final @Nullable ExemptPathCondition exemptPaths;

  private final AnomalyDetector anomalies;
  private final Spares<Facts> facts;

  private RuleSet(List<Rule> sorted, Texts texts, List<Alarm> alarms, AnomalyLimits oddFrom) {
    this.rules = sorted.toArray(new Rule[0]);
    this.requestRules = of(Gate.REQUEST, sorted, texts);
    this.responseRules = of(Gate.RESPONSE, sorted, texts);
    this.outcomeRules = of(Gate.OUTCOME, sorted, texts);
    this.acceptRules = acceptRules(requestRules.rules());
    for (Rule rule : responseRules.rules()) {
      for (int status = 0; status < statuses.length * 64; status++) {
        if (rule.looksAt(status)) {
          statuses[status >>> 6] |= 1L << status;
        }
      }
    }
    this.alarms = alarms;
    ExemptPathCondition exemptPaths = null;
    for (Rule rule : acceptRules) {
      exemptPaths = rule.exemptPaths() != null ? rule.exemptPaths() : exemptPaths;
    }
    this.exemptPaths = exemptPaths;
    long wanted = 0;
    for (Rule rule : sorted) {
      wanted |= rule.anomalies();
    }
    AnomalyDetector detector = new AnomalyDetector(wanted, oddFrom);
    this.anomalies = detector;
    this.limitsConnections = sorted.stream().anyMatch(Rule::limitsConnections);
    List<Limit> limits =
        sorted.stream().map(Rule::limit).filter(Objects::nonNull).collect(Collectors.toList());
    this.limitsRequests = limits.stream().anyMatch(Limit::isOfOngoing);
    this.facts = new Spares<>(() -> new Facts(texts, detector, sorted.size(), limits.size()));
    this.slow = new SlowRules(sorted, texts, facts);
  }

  /**
   * Compiles rules.
   *
   * @param closing how connections end where a rule does not say so itself
   * @param http2 what HTTP/2 drops take with them where a rule does not say so itself
   * @param exemptions what rules spare that shed or limit
   * @param oddFrom from where on requests are odd
   */
  public static RuleSet of(
      List<RuleBuilder> builders,
      Closing closing,
      Http2Closing http2,
      Exemptions exemptions,
      AnomalyLimits oddFrom) {
    Texts.Builder texts = new Texts.Builder();
    Shedding shedding = new Shedding(exemptions);
    List<Rule> rules = new ArrayList<>();
    List<BotSelection> bots = new ArrayList<>();
    for (RuleBuilder builder : builders) {
      rules.add(builder.build(closing, http2, texts, shedding));
      bots.addAll(builder.bots());
    }
    if (!bots.isEmpty()) {
      boolean scannersOnly = bots.stream().allMatch(BotSelection::scannersOnly);
      texts.addBots(scannersOnly ? BotCatalog.scanners() : BotCatalog.all());
    }
    rules.sort(ORDER);
    return new RuleSet(rules, texts.build(), shedding.alarms(), oddFrom);
  }

  /**
   * The rules that can be tried at accept: on the address alone, and before the first rule that may
   * yet allow the request for something in its head. Later ones wait for the request gate. So do
   * those that monitor, because their log line shows the request.
   */
  private static Rule[] acceptRules(Rule[] sorted) {
    List<Rule> atAccept = new ArrayList<>();
    for (Rule rule : sorted) {
      if (rule.canActAtAccept()) {
        atAccept.add(rule);
      } else if (rule.action() == Action.ALLOW) {
        break;
      }
    }
    return atAccept.toArray(new Rule[0]);
  }

  private static GateRules of(Gate gate, List<Rule> sorted, Texts texts) {
    List<Rule> there = new ArrayList<>();
    for (Rule rule : sorted) {
      if (rule.gate() == gate) {
        there.add(rule);
      }
    }
    return new GateRules(there, texts);
  }

  /** The rules as they are tried. */
  public List<Rule> rules() {
    return List.of(rules);
  }

  /** Those about requests that come too slowly. */
  public SlowRules slow() {
    return slow;
  }

  /** The alarms for which rules look; somebody has to update them. */
  public List<Alarm> alarms() {
    return alarms;
  }

  /** Whether a rule asks how many connections clients have open. */
  public boolean limitsConnections() {
    return limitsConnections;
  }

  /** Whether a rule asks how many requests go on, so that their end has to be told. */
  public boolean limitsRequests() {
    return limitsRequests;
  }

  /** As {@link #decide(InetAddress, Peers)}, where nothing is known of anybody. */
  public @Nullable Rule decide(InetAddress peer) {
    return decide(peer, Peers.UNKNOWN);
  }

  /**
   * The rule that decides about a connection, or null. Allocates nothing for IPv4 and takes no
   * lock.
   *
   * @param peers what is known of them; asked only where a rule depends on it
   */
  public @Nullable Rule decide(InetAddress peer, Peers peers) {
    for (Rule rule : acceptRules) {
      if (rule.holdsAtAccept(peer, peers)) {
        return rule;
      }
    }
    return null;
  }

  /** Whether a rule may hold for responses of a status. Allocates nothing. */
  public boolean looksAt(int status) {
    int word = status >>> 6;
    return word < statuses.length && (statuses[word] >>> status & 1) != 0;
  }

  /** As {@link #decide}, where nothing came before. */
  public @Nullable Rule decide(
      @Nullable InetAddress client,
      boolean clientKnown,
      RequestHead head,
      Crawlers crawlers,
      Observer<RequestHead> observer) {
    return decide(client, clientKnown, head, crawlers, null, observer);
  }

  /**
   * The rule that decides about a request, or null. Allocates nothing and takes no lock, unless a
   * rule looks at the path and the path is not in its normal form, or the request is one of those
   * whose end has to be told.
   *
   * @param client null if there is none; then no address condition holds, except negated ones
   * @param clientKnown whether the address is the client's own; if not, conditions on addresses
   *     hold neither way, except in rules that allow
   * @param limits what they remember; null if they do not count
   */
  public @Nullable Rule decide(
      @Nullable InetAddress client,
      boolean clientKnown,
      RequestHead head,
      Crawlers crawlers,
      @Nullable Limits limits,
      Observer<RequestHead> observer) {
    Facts facts = this.facts.take();
    try {
      facts.begin(client, clientKnown, head, crawlers);
      facts.limitBy(limits, true);
      Rule decider = requestRules.first(facts, head, observer);
      if (exemptPaths != null
          && (decider == null || decider.action() == Action.ALLOW)
          && exemptPaths.isExempt(facts)) {
        observer.exempted(head);
      }
      return decider;
    } finally {
      giveBack(facts);
    }
  }

  /**
   * The rule that {@link #decide} would return for a request, if that is sure and it ends the
   * request; else null. Tells nobody, counts nothing and takes no lock; a rule that does not act at
   * its first hit makes it unsure.
   */
  public @Nullable Rule foresee(
      @Nullable InetAddress client,
      boolean clientKnown,
      RequestHead head,
      Crawlers crawlers,
      @Nullable Limits limits) {
    Facts facts = this.facts.take();
    try {
      facts.begin(client, clientKnown, head, crawlers);
      facts.limitBy(limits, true);
      return foresee(facts);
    } finally {
      giveBack(facts);
    }
  }

  /** The same for what a server refuses. */
  public @Nullable Rule foresee(
      InetAddress peer, int port, Malformation kind, @Nullable Limits limits) {
    Facts facts = this.facts.take();
    try {
      facts.begin(peer, port, kind);
      facts.limitBy(limits, false);
      return foresee(facts);
    } finally {
      giveBack(facts);
    }
  }

  private @Nullable Rule foresee(Facts facts) {
    Rule decider = requestRules.decider(facts, this, UNHEARD);
    return decider != null
            && decider.verdict().drops()
            && decider.action() != Action.ALLOW
            && decider.strikeTerms().actAtOnce()
        ? decider
        : null;
  }

  /**
   * The rule that decides about a response, or null; see {@link #decide}.
   *
   * @param what to tell the observer
   */
  public <T> @Nullable Rule decideResponse(
      @Nullable InetAddress client,
      boolean clientKnown,
      RequestHead head,
      ResponseHead response,
      Crawlers crawlers,
      @Nullable Limits limits,
      T what,
      Observer<T> observer) {
    Facts facts = this.facts.take();
    try {
      facts.begin(client, clientKnown, head, crawlers);
      facts.limitBy(limits, false);
      facts.answered(response);
      return responseRules.first(facts, what, observer);
    } finally {
      giveBack(facts);
    }
  }

  /**
   * The rule that decides about what a server refuses, or null. Rules that look at the request head
   * do not hold: nobody knows one. Takes no lock.
   *
   * @param port at which it arrived, 0 if unknown
   * @param limits what they remember; null if they do not count
   * @param what to tell the observer
   */
  public <T> @Nullable Rule decide(
      @Nullable InetAddress peer,
      int port,
      Malformation kind,
      @Nullable Limits limits,
      T what,
      Observer<T> observer) {
    Facts facts = this.facts.take();
    try {
      facts.begin(peer, port, kind);
      facts.limitBy(limits, false);
      return requestRules.first(facts, what, observer);
    } finally {
      giveBack(facts);
    }
  }

  /**
   * The rule that another rule's hit sets off, or null.
   *
   * @param hitBy the name of the rule that has hit
   * @param head null where none is known
   * @param port at which the connection arrived, 0 if unknown
   * @param what to tell the observer
   */
  public <T> @Nullable Rule decideOutcome(
      String hitBy,
      @Nullable InetAddress client,
      boolean clientKnown,
      @Nullable RequestHead head,
      int port,
      Crawlers crawlers,
      T what,
      Observer<T> observer) {
    if (outcomeRules.isEmpty()) {
      return null;
    }
    Facts facts = this.facts.take();
    try {
      if (head != null) {
        facts.begin(client, clientKnown, head, crawlers);
      } else {
        facts.begin(client, port, null);
      }
      facts.hitBy(hitBy);
      return outcomeRules.first(facts, what, observer);
    } finally {
      giveBack(facts);
    }
  }

  private void giveBack(Facts facts) {
    facts.forget();
    this.facts.give(facts);
  }

  /** Tries every rule on a request, whatever the others say, and tells how it went. */
  public List<Trial> tryAll(
      @Nullable InetAddress client,
      boolean clientKnown,
      RequestHead head,
      @Nullable ResponseHead response,
      Crawlers crawlers) {
    Facts facts = this.facts.take();
    try {
      facts.begin(client, clientKnown, head, crawlers);
      if (response != null) {
        facts.answered(response);
      }
      List<Trial> trials = new ArrayList<>();
      for (Rule rule : rules) {
        trials.add(Trial.of(rule, facts));
      }
      return trials;
    } finally {
      giveBack(facts);
    }
  }

  /**
   * The names of a request's anomalies for which a rule looks, separated by commas; null if it
   * looks for none or there are none.
   */
  public @Nullable String kinds(Rule rule, RequestHead head) {
    long wanted = rule.anomalies();
    long found = wanted == 0 ? 0 : anomalies.detect(head) & wanted;
    return found == 0
        ? null
        : Anomalies.list(found).stream().map(Anomaly::key).collect(Collectors.joining(","));
  }

  /** How a connection ends that a rule refuses at accept. */
  public static AcceptVerdict refusal(Rule rule, AcceptVerdict usual) {
    Closing closing = rule.closing();
    if (closing == null) {
      return usual;
    }
    return closing == Closing.RST ? AcceptVerdict.RST : AcceptVerdict.FIN;
  }
}
