package dev.drop444.engine.rule;

import dev.drop444.engine.anomaly.AnomalyDetector;
import dev.drop444.engine.bot.Bot;
import dev.drop444.engine.bot.CrawlerState;
import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.ResponseHead;
import dev.drop444.engine.pattern.many.PatternSet;
import dev.drop444.engine.rate.Countable;
import dev.drop444.engine.rate.Limits;
import dev.drop444.engine.rate.Permits;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one request, found out when the first condition asks and kept for the others.
 * Used for one request after the other, by one thread at a time; allocates nothing between them.
 */
final class Facts implements FieldVisitor, Countable {

  /** No set of anomalies, for there are less than 64 kinds; and no number of fields. */
  static final long NOT_YET = -1;

  private final Texts texts;
  private final AnomalyDetector.Pass pass;
  private final TargetTexts target = new TargetTexts();
  private final long[][] found;
  private final boolean[] read;
  private final boolean[] fits;
  private final boolean[] narrowed;
  private final long[] open;
  private final long[] fit;
  private final Permits permits;
  private @Nullable RecurringTexts agents;

  private @Nullable InetAddress client;
  private boolean clientKnown;
  private @Nullable RequestHead head;
  private @Nullable Malformation refusal;
  private @Nullable ResponseHead response;
  private @Nullable String hitBy;
  private int port;
  private Crawlers crawlers = Crawlers.UNKNOWN;
  private long headWaitNanos = NOT_YET;
  private boolean bodyAhead;
  private @Nullable Limits limits;

  private long anomalies;
  private long fieldCount;
  private long fieldSize;

  /**
   * Nothing is known.
   *
   * @param rules how many there are
   * @param limits how many limits the rules have
   */
  Facts(Texts texts, AnomalyDetector detector, int rules, int limits) {
    this.texts = texts;
    this.pass = detector.pass();
    this.found = texts.bits();
    this.read = new boolean[found.length];
    this.fits = new boolean[found.length];
    this.narrowed = new boolean[found.length];
    this.open = new long[GateRules.words(rules)];
    this.fit = new long[open.length];
    this.permits = new Permits(limits);
    forget();
  }

  /**
   * Starts with a request.
   *
   * @param clientKnown whether the address is the client's own
   */
  void begin(
      @Nullable InetAddress client, boolean clientKnown, RequestHead head, Crawlers crawlers) {
    this.client = client;
    this.clientKnown = clientKnown;
    this.head = head;
    this.crawlers = crawlers;
  }

  /**
   * Adds what came before.
   *
   * @param limits what they remember; null if they do not apply
   * @param watched whether the end of the request will be told
   */
  void limitBy(@Nullable Limits limits, boolean watched) {
    this.limits = limits;
    permits.begin(limits, watched);
  }

  /** Adds the response to the request. */
  void answered(ResponseHead response) {
    this.response = response;
  }

  /** Adds the name of a rule that has hit. */
  void hitBy(String rule) {
    this.hitBy = rule;
  }

  /** Starts with something that the server refuses. */
  void begin(@Nullable InetAddress peer, int port, @Nullable Malformation refusal) {
    this.client = peer;
    this.clientKnown = true;
    this.port = port;
    this.refusal = refusal;
  }

  /** Starts with a head of which something is missing after a while. */
  void begin(@Nullable InetAddress peer, int port, long headWaitNanos) {
    this.client = peer;
    this.clientKnown = true;
    this.port = port;
    this.headWaitNanos = headWaitNanos;
  }

  /** Asks, of the request with which this was started, about the body that is yet to come. */
  void lookAhead() {
    bodyAhead = true;
  }

  /** Forgets everything, so that nothing of a request stays in memory. */
  void forget() {
    client = null;
    head = null;
    refusal = null;
    response = null;
    hitBy = null;
    port = 0;
    crawlers = Crawlers.UNKNOWN;
    headWaitNanos = NOT_YET;
    bodyAhead = false;
    limits = null;
    permits.forget();
    anomalies = NOT_YET;
    fieldCount = NOT_YET;
    for (int i = 0; i < read.length; i++) {
      narrowed[i] = false;
      read[i] = false;
      if (fits[i]) {
        fits[i] = false;
        Arrays.fill(found[i], 0);
      }
    }
  }

  @Nullable InetAddress client() {
    return client;
  }

  boolean isClientKnown() {
    return clientKnown;
  }

  boolean isHeadKnown() {
    return head != null;
  }

  /** The request head, where {@link #isHeadKnown}. */
  RequestHead head() {
    return Objects.requireNonNull(head);
  }

  /** Why the server refuses; null at the request gate. */
  @Nullable Malformation refusal() {
    return refusal;
  }

  /** The response; null where there is none yet. */
  @Nullable ResponseHead response() {
    return response;
  }

  /** The rule that has hit; null before that. */
  @Nullable String hitBy() {
    return hitBy;
  }

  /** How long a head that is not complete was waited for; {@link #NOT_YET} elsewhere. */
  long headWaitNanos() {
    return headWaitNanos;
  }

  /** Whether it is asked whose body is to be watched. */
  boolean isBodyAhead() {
    return bodyAhead;
  }

  /** Where the connection arrived, 0 if unknown. */
  int port() {
    return head == null ? port : head.localPort();
  }

  /** The limits that this has kept so far. */
  Permits permits() {
    return permits;
  }

  @Override
  public @Nullable InetAddress knownClient() {
    return clientKnown ? client : null;
  }

  @Override
  public @Nullable RequestHead knownHead() {
    return head;
  }

  /** How many connections the client has open; {@link #NOT_YET} if nobody can say. */
  long connections() {
    Limits limits = this.limits;
    InetAddress client = knownClient();
    // Those of a proxy are not the client's.
    boolean direct = client != null && (head == null || client.equals(head.peer()));
    return limits == null || client == null || !direct ? NOT_YET : limits.connections().of(client);
  }

  /** The user agents that came before, and which of these patterns they fit. */
  RecurringTexts agents(PatternSet patterns) {
    RecurringTexts known = agents;
    if (known == null) {
      known = new RecurringTexts(patterns.size());
      agents = known;
    }
    return known;
  }

  TargetTexts target() {
    return target;
  }

  /** The anomalies for which rules look, as bits; {@link #NOT_YET} if nobody can say. */
  long anomalies() {
    if (anomalies == NOT_YET && head != null) {
      try {
        anomalies = pass.detect(head);
      } catch (UnsupportedOperationException cannotShowFields) {
        // Of the adapter; what needs no fields still holds.
        return NOT_YET;
      }
    }
    return anomalies;
  }

  /** Header field lines. */
  long headerCount() {
    countFields();
    return fieldCount == NOT_YET ? Quantity.UNKNOWN : fieldCount;
  }

  /** Characters of the header section. */
  long headerSize() {
    countFields();
    return fieldCount == NOT_YET ? Quantity.UNKNOWN : fieldSize;
  }

  private void countFields() {
    if (fieldCount != NOT_YET) {
      return;
    }
    fieldCount = 0;
    fieldSize = 0;
    try {
      head().fields(this);
    } catch (UnsupportedOperationException cannotShowFields) {
      fieldCount = NOT_YET;
    }
  }

  @Override
  public boolean field(CharSequence name, CharSequence value) {
    fieldCount++;
    fieldSize += name.length() + value.length() + ": \r\n".length();
    return true;
  }

  /** Whether a subject fits one of a range of its patterns. */
  boolean fits(int subject, int from, int to) {
    return firstFit(subject, from, to) >= 0;
  }

  private boolean anyFits(int subject) {
    if (!read[subject]) {
      read[subject] = true;
      // All that was found is cleared, also if this fails halfway.
      fits[subject] = true;
      fits[subject] = texts.collect(subject, this, found[subject]);
    }
    return fits[subject];
  }

  /** A bit for each rule that may still hold; of {@link GateRules}. */
  long[] open() {
    return open;
  }

  /** As many bits again; of {@link GateRules}. */
  long[] fit() {
    return fit;
  }

  /** Whether the rules that may still hold are to be narrowed by a text: once for each. */
  boolean narrow(int subject) {
    boolean first = !narrowed[subject];
    narrowed[subject] = true;
    return first;
  }

  /** A bit for each pattern that a text fits; null if there is none, or nobody can know. */
  long @Nullable [] fitting(int subject) {
    return texts.isKnown(subject, this) && anyFits(subject) ? found[subject] : null;
  }

  /** The first of a range of patterns that a subject fits, or -1. */
  int firstFit(int subject, int from, int to) {
    if (!anyFits(subject)) {
      return -1;
    }
    long[] bits = found[subject];
    for (int at = from; at < to; at = (at | 63) + 1) {
      long rest = bits[at >>> 6] >>> at;
      if (rest != 0) {
        int first = at + Long.numberOfTrailingZeros(rest);
        return first < to ? first : -1;
      }
    }
    return -1;
  }

  /** The bot that the user agent names, or null. */
  @Nullable Bot bot() {
    return texts.bot(this);
  }

  /** What is known of the client's claim to be a crawler. */
  CrawlerState crawlerState(Bot bot) {
    return client == null || !clientKnown
        ? (bot.origin() == null ? CrawlerState.NOT_VERIFIABLE : CrawlerState.UNKNOWN)
        : crawlers.stateOf(client, bot);
  }
}
