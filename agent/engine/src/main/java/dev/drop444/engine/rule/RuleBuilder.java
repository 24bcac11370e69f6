package dev.drop444.engine.rule;

import dev.drop444.engine.address.list.AddressLists;
import dev.drop444.engine.ban.BanTerms;
import dev.drop444.engine.bot.BotSelection;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.overload.Threshold;
import dev.drop444.engine.rate.LimitKey;
import dev.drop444.engine.rate.Rate;
import dev.drop444.engine.strike.StrikeTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a rule together: settings, and conditions, each with the words in which it was written. Not
 * thread-safe.
 */
public final class RuleBuilder {

  public static final int DEFAULT_ORDER = 100;
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  /** Too Many Requests (RFC 6585 section 4). */
  public static final int DEFAULT_STATUS_CODE = 429;

  /** A condition whose patterns are yet to be put together with those of other rules. */
  private interface Draft {
    Condition finish(Texts.Builder texts);
  }

  private final String name;
  int order = DEFAULT_ORDER;
  Action action = Action.DROP;
  private Duration banTime = BanTerms.DEFAULT_TIME;
  private boolean banIncrement;
  private int banFactor = BanTerms.DEFAULT_FACTOR;
  private Duration banMost = BanTerms.DEFAULT_MOST;
  private Duration banJitter = Duration.ZERO;
  private int maxRetry = 1;
  private Duration findTime = StrikeTerms.DEFAULT_FIND_TIME;
  private boolean distinctPaths;
  private int statusCode = DEFAULT_STATUS_CODE;
  private Duration retryAfter = Duration.ZERO;
  Share share = Share.ALL;
  @Nullable Closing closing;
  long headNanos;
  @Nullable BodyRate bodyRate;
  private Duration grace = DEFAULT_GRACE;
  private final LimitDraft limit = new LimitDraft();
  private boolean strike;
  private boolean onResponses;
  private boolean enabled = true;
  private @Nullable Http2Closing http2;
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<Wording, List<Threshold>> overloads = new LinkedHashMap<>();
  private final List<BotSelection> bots = new ArrayList<>();

  public RuleBuilder(String name) {
    this.name = name;
  }

  public String name() {
    return name;
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

  public void banIncrement(boolean increment) {
    this.banIncrement = increment;
  }

  public void banFactor(int factor) {
    this.banFactor = factor;
  }

  public void banMost(Duration most) {
    this.banMost = most;
  }

  public void banJitter(Duration jitter) {
    this.banJitter = jitter;
  }

  public void maxRetry(int maxRetry) {
    this.maxRetry = maxRetry;
  }

  public void findTime(Duration findTime) {
    this.findTime = findTime;
  }

  public void distinctPaths() {
    this.distinctPaths = true;
  }

  public void statusCode(int statusCode) {
    this.statusCode = statusCode;
  }

  public void retryAfter(Duration retryAfter) {
    this.retryAfter = retryAfter;
  }

  public void share(Share share) {
    this.share = share;
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

  public void address(Wording wording, AddressLists addresses) {
    drafts.add(texts -> new AddressCondition(wording, addresses, action == Action.ALLOW));
  }

  public void method(Wording wording, List<String> globs) {
    patterns(wording, Subject.METHOD, globs);
  }

  public void protocol(Wording wording, Set<Protocol> protocols) {
    drafts.add(texts -> WordCondition.protocol(wording, protocols));
  }

  public void scheme(Wording wording, boolean http, boolean https) {
    drafts.add(texts -> WordCondition.scheme(wording, http, https));
  }

  public void port(Wording wording, NumberRanges ports) {
    drafts.add(texts -> new NumberCondition(wording, Quantity.PORT, ports));
  }

  public void host(Wording wording, List<String> globs) {
    patterns(wording, Subject.HOST, globs);
  }

  public void path(Wording wording, List<String> globs) {
    patterns(wording, Subject.PATH, globs);
  }

  public void rawPath(Wording wording, List<String> globs) {
    patterns(wording, Subject.RAW_PATH, globs);
  }

  public void query(Wording wording, List<String> globs) {
    patterns(wording, Subject.QUERY, globs);
  }

  /**
   * Adds a condition on a header field.
   *
   * @param field in lower case
   */
  public void header(Wording wording, String field, List<String> globs) {
    patterns(wording, Subject.header(field), globs);
  }

  /**
   * Adds the condition that one of these fields is absent.
   *
   * @param fields in lower case
   */
  public void missingHeader(Wording wording, List<String> fields) {
    drafts.add(texts -> new MissingHeaderCondition(wording, fields));
  }

  public void contentLength(Wording wording, NumberRanges bytes) {
    drafts.add(texts -> new NumberCondition(wording, Quantity.CONTENT_LENGTH, bytes));
  }

  public void headerCount(Wording wording, NumberRanges lines) {
    drafts.add(texts -> new NumberCondition(wording, Quantity.HEADER_COUNT, lines));
  }

  public void headerSize(Wording wording, NumberRanges characters) {
    drafts.add(texts -> new NumberCondition(wording, Quantity.HEADER_SIZE, characters));
  }

  public void bot(Wording wording, BotSelection selection) {
    bots.add(selection);
    drafts.add(texts -> new BotCondition(wording, selection, action != Action.ALLOW));
  }

  public void malformed(Wording wording, MalformedKinds kinds) {
    drafts.add(texts -> new MalformedCondition(wording, kinds));
  }

  public void overload(Wording wording, List<Threshold> thresholds) {
    overloads.put(wording, thresholds);
  }

  public void status(Wording wording, NumberRanges statuses) {
    onResponses = true;
    drafts.add(texts -> new NumberCondition(wording, Quantity.STATUS, statuses));
  }

  /**
   * Adds a condition on a header field of the response.
   *
   * @param field in lower case
   */
  public void responseHeader(Wording wording, String field, List<String> globs) {
    onResponses = true;
    patterns(wording, Subject.responseHeader(field), globs);
  }

  /** Adds a condition on the class of what the application threw. */
  public void exception(Wording wording, List<String> globs) {
    onResponses = true;
    patterns(wording, Subject.EXCEPTION, globs);
  }

  public void errorPage(Wording wording, boolean wanted) {
    onResponses = true;
    drafts.add(texts -> WordCondition.errorPage(wording, wanted));
  }

  /** Adds the condition that one of these rules has hit. */
  public void strike(Wording wording, List<String> rules) {
    strike = true;
    drafts.add(texts -> new StrikeCondition(wording, Set.copyOf(rules)));
  }

  /** Adds the condition that a request head is not complete after a while. */
  public void slowHead(Wording wording, Duration limit) {
    headNanos = limit.toNanos();
    drafts.add(texts -> new SlowHeadCondition(wording, limit.toNanos()));
  }

  /** Adds the condition that the body comes more slowly than this, in bytes a second. */
  public void slowBody(Wording wording, long bytesPerSecond) {
    drafts.add(
        texts -> {
          BodyRate rate = new BodyRate(bytesPerSecond, grace.toNanos());
          bodyRate = rate;
          return new SlowBodyCondition(wording, rate);
        });
  }

  /** How long a body is waited for before it is judged. */
  public void slowGrace(Duration grace) {
    this.grace = grace;
  }

  /** The rule holds for what exceeds a rate. */
  public void rate(Rate rate) {
    limit.rate = rate;
  }

  /** How much of the rate may come at once; by default, its count. */
  public void burst(int burst) {
    limit.burst = burst;
  }

  /** By what it is counted; by default, each client for itself. */
  public void key(LimitKey key) {
    limit.key = key;
  }

  /** The rule holds for requests that are more than so many at once. */
  public void requests(int most) {
    limit.requests = most;
  }

  /** The rule holds for clients that have more connections open than so many. */
  public void connections(int most) {
    limit.connections = most;
  }

  private void patterns(Wording wording, Subject subject, List<String> globs) {
    drafts.add(texts -> texts.add(wording, subject, globs));
  }

  /**
   * What is wrong with how its settings go together, in words that go on from the rule's name; null
   * if nothing is.
   */
  public @Nullable String contradiction() {
    if (strike && action != Action.BAN && action != Action.MONITOR) {
      return "counts hits of other rules (strike), and nothing is left to drop then; expected"
          + " action=ban or monitor";
    }
    return limit.contradiction(action, strike, onResponses);
  }

  public boolean isEnabled() {
    return enabled;
  }

  /** Whether there is anything that must hold; a rule without conditions hits everybody. */
  public boolean hasConditions() {
    return !drafts.isEmpty() || !overloads.isEmpty() || limit.isSet();
  }

  /** Whether it does somebody harm for no fault of his, so that exemptions count. */
  private boolean sheds() {
    return action != Action.ALLOW
        && overloads.keySet().stream().anyMatch(wording -> !wording.negated());
  }

  /** Which bots it is about. */
  List<BotSelection> bots() {
    return bots;
  }

  /**
   * The rule.
   *
   * @param closing how connections end if the rule does not say so itself
   * @param http2 what HTTP/2 drops take with them if the rule does not say so itself
   */
  Rule build(Closing closing, Http2Closing http2, Texts.Builder texts, Shedding shedding) {
    List<Condition> conditions = new ArrayList<>();
    for (Draft draft : drafts) {
      conditions.add(draft.finish(texts));
    }
    limit.addTo(name, conditions);
    overloads.forEach(
        (wording, thresholds) -> conditions.add(shedding.overload(wording, thresholds)));
    if (sheds()) {
      shedding.spareWhenShedding(conditions, texts);
    } else if (limit.isOfRequests()) {
      shedding.spareFromLimits(conditions, texts);
    } else if (limit.isSet()) {
      shedding.spareLoopback(conditions);
    }
    conditions.sort((one, other) -> Integer.compare(one.cost(), other.cost()));
    Http2Closing own = this.http2 != null ? this.http2 : http2;
    Verdict verdict =
        action == Action.RESPOND
            ? Verdict.respond(name, statusCode, retryAfterSeconds())
            : Verdict.drop(
                name,
                this.closing != null ? this.closing : closing,
                // A banned client keeps no connection.
                action == Action.BAN || own == Http2Closing.CONNECTION);
    return new Rule(this, conditions, verdict);
  }

  private int retryAfterSeconds() {
    Duration wait = retryAfter.isZero() ? limit.perOne() : retryAfter;
    return (int) ((wait.toNanos() + 999_999_999) / 1_000_000_000);
  }

  BanTerms banTerms() {
    return new BanTerms(banTime, banIncrement, banFactor, banMost, banJitter);
  }

  StrikeTerms strikeTerms() {
    return new StrikeTerms(maxRetry, findTime, distinctPaths);
  }
}
