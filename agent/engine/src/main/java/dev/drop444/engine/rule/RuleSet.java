package dev.drop444.engine.rule;

import dev.drop444.engine.anomaly.Anomalies;
import dev.drop444.engine.anomaly.Anomaly;
import dev.drop444.engine.anomaly.AnomalyDetector;
import dev.drop444.engine.anomaly.AnomalyLimits;
import dev.drop444.engine.bot.BotCatalog;
import dev.drop444.engine.bot.BotSelection;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.reuse.Spares;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All rules in the order in which they are tried: by {@code order}, then by name. The first one
 * that holds and allows, drops or bans decides; one that monitors is told to the observer, and the
 * next one is tried. Immutable, thread-safe.
 *
 * <p>Whatever the number of rules, each part of a request is read once, and only if a rule comes to
 * ask for it.
 */
public final class RuleSet {

  /** Is told about rules that hold but only watch. */
  public interface Observer {
    void monitored(Rule rule, RequestHead head);
  }

  static final Comparator<Rule> ORDER =
      Comparator.comparingInt(Rule::order).thenComparing(Rule::name);

  private final Rule[] rules;
  private final Rule[] acceptRules;
  private final SlowRules slow;
  private final AnomalyDetector anomalies;
  private final Spares<Facts> facts;

  private RuleSet(List<Rule> sorted, Texts texts) {
    this.rules = sorted.toArray(new Rule[0]);
    this.acceptRules = acceptRules(sorted);
    long wanted = 0;
    for (Rule rule : sorted) {
      wanted |= rule.anomalies();
    }
    AnomalyDetector detector = new AnomalyDetector(wanted, AnomalyLimits.DEFAULTS);
    this.anomalies = detector;
    this.facts = new Spares<>(() -> new Facts(texts, detector));
    this.slow = new SlowRules(sorted, facts);
  }

  /**
   * Compiles rules.
   *
   * @param closing how connections end where a rule does not say so itself
   * @param http2 what HTTP/2 drops take with them where a rule does not say so itself
   */
  public static RuleSet of(List<RuleBuilder> builders, Closing closing, Http2Closing http2) {
    Texts.Builder texts = new Texts.Builder();
    List<Rule> rules = new ArrayList<>();
    List<BotSelection> bots = new ArrayList<>();
    for (RuleBuilder builder : builders) {
      rules.add(builder.build(closing, http2, texts));
      bots.addAll(builder.bots());
    }
    if (!bots.isEmpty()) {
      boolean scannersOnly = bots.stream().allMatch(BotSelection::scannersOnly);
      texts.addBots(scannersOnly ? BotCatalog.scanners() : BotCatalog.all());
    }
    rules.sort(ORDER);
    return new RuleSet(rules, texts.build());
  }

  /**
   * The rules that can be tried at accept: on the address alone, and before the first rule that may
   * yet allow the request for something in its head. Later ones wait for the request gate. So do
   * those that monitor, because their log line shows the request.
   */
  private static Rule[] acceptRules(List<Rule> sorted) {
    List<Rule> atAccept = new ArrayList<>();
    for (Rule rule : sorted) {
      if (rule.needsAddressOnly()) {
        if (rule.action() != Action.MONITOR) {
          atAccept.add(rule);
        }
      } else if (rule.action() == Action.ALLOW) {
        break;
      }
    }
    return atAccept.toArray(new Rule[0]);
  }

  /** The rules as they are tried. */
  public List<Rule> rules() {
    return List.of(rules);
  }

  /** Those about requests that come too slowly. */
  public SlowRules slow() {
    return slow;
  }

  /**
   * The rule that decides about a connection, or null. Allocates nothing for IPv4 and takes no
   * lock.
   */
  public @Nullable Rule decide(InetAddress peer) {
    for (Rule rule : acceptRules) {
      if (rule.addressHolds(peer)) {
        return rule;
      }
    }
    return null;
  }

  /**
   * The rule that decides about a request, or null. Allocates nothing and takes no lock, unless a
   * rule looks at the path and the path is not in its normal form.
   *
   * @param client null if there is none; then no address condition holds, except negated ones
   * @param clientKnown whether the address is the client's own; if not, conditions on addresses
   *     hold neither way, except in rules that allow
   */
  public @Nullable Rule decide(
      @Nullable InetAddress client,
      boolean clientKnown,
      RequestHead head,
      Crawlers crawlers,
      Observer observer) {
    Facts facts = this.facts.take();
    try {
      facts.begin(client, clientKnown, head, crawlers);
      for (Rule rule : rules) {
        if (rule.holds(facts)) {
          if (rule.action() != Action.MONITOR) {
            return rule;
          }
          observer.monitored(rule, head);
        }
      }
      return null;
    } finally {
      facts.forget();
      this.facts.give(facts);
    }
  }

  /**
   * The rule that decides about what a server refuses, or null. Rules that look at the request head
   * do not hold: nobody knows one. Takes no lock.
   *
   * @param port at which it arrived, 0 if unknown
   * @param monitored is given each rule that holds but only watches
   */
  public @Nullable Rule decide(
      @Nullable InetAddress peer, int port, Malformation kind, Consumer<Rule> monitored) {
    Facts facts = this.facts.take();
    try {
      facts.begin(peer, port, kind);
      for (Rule rule : rules) {
        if (rule.holds(facts)) {
          if (rule.action() != Action.MONITOR) {
            return rule;
          }
          monitored.accept(rule);
        }
      }
      return null;
    } finally {
      facts.forget();
      this.facts.give(facts);
    }
  }

  /** Tries every rule on a request, whatever the others say, and tells how it went. */
  public List<Trial> tryAll(
      @Nullable InetAddress client, boolean clientKnown, RequestHead head, Crawlers crawlers) {
    Facts facts = this.facts.take();
    try {
      facts.begin(client, clientKnown, head, crawlers);
      List<Trial> trials = new ArrayList<>();
      for (Rule rule : rules) {
        trials.add(Trial.of(rule, facts));
      }
      return trials;
    } finally {
      facts.forget();
      this.facts.give(facts);
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
