package dev.drop444.engine.explain;

import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.bot.crawler.CrawlerVerification;
import dev.drop444.engine.bot.crawler.PublishedRanges;
import dev.drop444.engine.client.Client;
import dev.drop444.engine.client.ClientResolver;
import dev.drop444.engine.client.PeerRole;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.config.Mode;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.ResponseHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.request.Body;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Crawlers;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.Share;
import dev.drop444.engine.rule.Trial;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one request: which rules are tried, what each of them finds, and what happens.
 * Bans, overload and what limits have counted are not known here, and whether a crawler is genuine
 * is not looked up. Immutable.
 */
public final class Explanation {

  private final StringBuilder text = new StringBuilder();
  private final Configuration configuration;
  private final RequestHead head;
  private final Client client;
  private final @Nullable InetAddress address;
  private final @Nullable ResponseHead response;
  private final List<String> limits = new ArrayList<>();
  private @Nullable String decider;
  private boolean drops;

  private Explanation(
      Configuration configuration, RequestHead head, @Nullable ResponseHead response) {
    this.configuration = configuration;
    this.response = response;
    this.head = head;
    this.client =
        new ClientResolver(
                configuration.get(KeyTable.TRUSTED_PROXIES)::contains,
                configuration.get(KeyTable.CLIENT_ADDRESS_HEADER))
            .resolve(head);
    this.address = client.address(head);
  }

  /** Explains what a configuration does to a request, as far as can be said before its response. */
  public static Explanation of(Configuration configuration, RequestHead head) {
    return of(configuration, head, null);
  }

  /**
   * Explains what a configuration does to a request and to its response.
   *
   * @param response what the application answers, null if that is not known
   */
  public static Explanation of(
      Configuration configuration, RequestHead head, @Nullable ResponseHead response) {
    Explanation explanation = new Explanation(configuration, head, response);
    explanation.explain();
    return explanation;
  }

  /** The rule that decides, or {@code allow} or {@code deny}; null if none does. */
  public @Nullable String decider() {
    return decider;
  }

  /** Whether the request is really dropped. */
  public boolean drops() {
    return drops;
  }

  private void explain() {
    line("request  " + head);
    line("client   " + address() + ": " + source());
    Mode mode = configuration.get(KeyTable.MODE);
    if (mode == Mode.OFF) {
      line("decision pass: drop444.mode=off");
      return;
    }
    if (configuration.get(KeyTable.ALLOW).contains(address)) {
      decider = KeyTable.ALLOW.name();
      line("decision pass: the client is in drop444.allow");
      return;
    }
    if (client.isKnown() && configuration.get(KeyTable.DENY).contains(address)) {
      decider = KeyTable.DENY.name();
      String where = client.peerRole() == PeerRole.CLIENT ? ", already at accept" : "";
      decide("drop: the client is in drop444.deny" + where, Share.ALL);
      return;
    }
    PublishedRanges ranges = configuration.get(KeyTable.CRAWLER_RANGES);
    Crawlers crawlers = (who, bot) -> CrawlerVerification.fromLists(ranges, who, bot);
    List<Trial> trials =
        configuration.rules().tryAll(address, client.isKnown(), head, response, crawlers);
    firstOf(trials, Gate.SLOW, null);
    Rule rule = firstOf(trials, Gate.REQUEST, null);
    if (rule == null && isAskedByApplication()) {
      decider = KeyTable.APP_SIGNAL.name();
      decide("drop: the application asks for it (drop444.app-signal)", Share.ALL);
      return;
    }
    rule = firstOf(trials, Gate.RESPONSE, rule);
    firstOf(trials, Gate.OUTCOME, rule);
    if (rule == null && !limits.isEmpty()) {
      line("decision pass within the limits of " + String.join(", ", limits));
    } else if (rule == null) {
      line("decision pass: no rule decides");
    } else {
      decider = rule.name();
      if (rule.action() == Action.ALLOW) {
        line("decision pass: the rule " + rule.name() + " allows it");
      } else {
        decide(consequence(rule), rule.share());
      }
    }
  }

  private boolean isAskedByApplication() {
    return response != null && response.status() == configuration.get(KeyTable.APP_SIGNAL);
  }

  /**
   * Tells how the rules of a gate were tried; the one that decides, which may be the one before.
   */
  private @Nullable Rule firstOf(List<Trial> trials, Gate gate, @Nullable Rule before) {
    Rule decided = before;
    for (Trial trial : trials) {
      Rule rule = trial.rule();
      if (rule.gate() != gate) {
        continue;
      }
      boolean decides =
          trial.holds()
              && rule.action() != Action.MONITOR
              && rule.strikeTerms().actAtOnce()
              && decided == null;
      line("rule     " + rule + ": " + outcome(trial, decides, decided != null));
      for (Trial.Result result : trial.results()) {
        String mark =
            result.holds()
                ? "yes"
                : result.counted() ? "limit" : result.unknown() ? "unknown" : "no";
        line("         " + String.format("%-8s", mark) + result.wording());
      }
      if (!trial.holds()
          && trial.holdsBeyondLimit()
          && decided == null
          && rule.action() != Action.MONITOR) {
        limits.add(rule.name());
      }
      decided = decides ? rule : decided;
    }
    return decided;
  }

  private String outcome(Trial trial, boolean decides, boolean late) {
    Rule rule = trial.rule();
    if (rule.gate() == Gate.SLOW) {
      return slowness(trial);
    }
    String text = trial.holds() ? "holds" : "does not hold";
    if (decides) {
      text = "holds, decides";
    } else if (trial.holds() && !rule.strikeTerms().actAtOnce()) {
      text = "holds, and acts at " + rule.strikeTerms();
    } else if (rule.gate() == Gate.RESPONSE && response == null) {
      text = "is tried on the response";
    } else if (rule.gate() == Gate.OUTCOME) {
      return "counts what other rules hit, and acts at " + rule.strikeTerms();
    } else if (!trial.holds() && trial.holdsBeyondLimit()) {
      text = "holds beyond its limit";
    } else if (!trial.holds() && trial.holdsUnderOverload()) {
      text += ", but would under that overload";
    }
    return text + (late ? ", but is not tried" : "");
  }

  private String slowness(Trial trial) {
    if (trial.rule().headNanos() > 0) {
      return "is about heads that are not complete";
    }
    boolean watches = trial.waitsForBody() && Body.isExpected(head);
    return watches ? "holds once the body comes too slowly" : "does not hold";
  }

  private String consequence(Rule rule) {
    Verdict verdict = rule.verdict();
    String end = verdict.closing().name();
    String http2 = verdict.closesHttp2Connection() ? "the connection" : "the stream";
    if (verdict.responds()) {
      return "answer with a bare " + verdict.status() + " by the rule " + rule.name();
    }
    return rule.action().name().toLowerCase(Locale.ROOT)
        + " by the rule "
        + rule.name()
        + ": HTTP/1 ends with "
        + end
        + ", HTTP/2 loses "
        + http2
        + (rule.action() == Action.BAN ? "; the client is banned for " + rule.banTerms() : "");
  }

  private void decide(String what, Share share) {
    if (configuration.get(KeyTable.MODE) == Mode.MONITOR) {
      line("decision pass: would " + what + "; drop444.mode=monitor");
    } else if (client.peerRole() != PeerRole.CLIENT) {
      int signal = configuration.get(KeyTable.PROXY_SIGNAL);
      line(
          signal == 0
              ? "decision " + what
              : "decision answer the proxy with a bare " + signal + " in place of " + what);
    } else if (!share.includes(key()) || !configuration.get(KeyTable.ENFORCE).includes(key())) {
      line("decision pass: would " + what + "; but the client is not in the share of enforce");
    } else {
      drops = true;
      line("decision " + what);
    }
  }

  private @Nullable Object key() {
    return address == null
        ? null
        : new ClientPrefix(
                configuration.get(KeyTable.IPV4_PREFIX), configuration.get(KeyTable.IPV6_PREFIX))
            .keyOf(address);
  }

  private String address() {
    return address == null ? "unknown" : address.getHostAddress();
  }

  private String source() {
    switch (client.source()) {
      case HEADER:
        return "named by the trusted proxy in " + configuration.get(KeyTable.CLIENT_ADDRESS_HEADER);
      case NO_HEADER:
        return "the trusted proxy, which names nobody; rules on addresses do not act";
      case ONLY_PROXIES:
        return "a trusted proxy, as everybody whom it names; rules on addresses do not act";
      case UNREADABLE:
        return "a trusted proxy, whose header cannot be read; rules on addresses do not act";
      case UNLISTED_PROXY:
        return "most likely a proxy missing in drop444.trusted-proxies; rules on addresses do not"
            + " act";
      default:
        return client.peerRole() == PeerRole.PRESUMED_PROXY
            ? "most likely a proxy, for it sends "
                + client.evidence()
                + " and is missing in drop444.trusted-proxies; rules on addresses do not act"
            : "the peer itself";
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** All of it as lines. */
  @Override
  public String toString() {
    return text.toString();
  }
}
