package dev.drop444.report.count;

import dev.drop444.report.log.Address;
import dev.drop444.report.log.LineConsumer;
import dev.drop444.report.log.LogLine;
import dev.drop444.report.log.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a log adds up to, after one pass. Of bounded size, some tens of megabytes, whatever clients
 * send. Not thread-safe.
 */
public final class Digest implements LineConsumer {

  private static final int CLIENTS = 16_384;
  private static final int NETWORKS = 8_192;
  private static final int PATHS = 8_192;
  private static final int AGENTS = 4_096;
  private static final int FEW = 64;
  private static final int MOST_PAIRS = 2_000;
  private static final int FEW_EXCERPTS = 3;
  private static final int MOST_TIME_STEPS = 96;

  private final Sums sums = new Sums();
  private final RuleTallies rules = new RuleTallies();
  private final Timeline timeline = new Timeline();
  private final HeavyHitters gates = new HeavyHitters(FEW);
  private final HeavyHitters modes = new HeavyHitters(FEW);
  private final HeavyHitters kinds = new HeavyHitters(FEW);
  private final HeavyHitters clients = new HeavyHitters(CLIENTS);
  private final HeavyHitters networks = new HeavyHitters(NETWORKS);
  private final HeavyHitters paths = new HeavyHitters(PATHS);
  private final HeavyHitters userAgents = new HeavyHitters(AGENTS);
  private final HeavyHitters warnings = new HeavyHitters(FEW);
  private final ClientFiles files = new ClientFiles(CLIENTS);
  private final Map<String, Referred> referred = new LinkedHashMap<>();
  private final Map<String, Claims> claims = new TreeMap<>();
  private final Map<String, Agent> agents = new HashMap<>();
  private final List<String> excerpts = new ArrayList<>();

  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private long detailed;
  private long decisions;
  private long sentences;
  private long notUnderstood;

  /** What a User-Agent field tells; few are different. */
  private static final class Agent {

    final boolean browser;
    final @Nullable Crawler crawler;

    Agent(@Nullable String userAgent) {
      this.browser = Requests.isBrowser(userAgent);
      this.crawler = Crawler.of(userAgent);
    }
  }

  private static final Agent NO_AGENT = new Agent(null);

  @Override
  public void line(LogLine line) {
    if (!line.isDecision()) {
      sentences++;
      if (line.isWarning()) {
        warnings.add(line.sentence(), 1).add(line.millis(), 0, 1, true, false);
      }
      return;
    }
    decisions++;
    long millis = line.millis();
    firstMillis = Math.min(firstMillis, millis);
    lastMillis = Math.max(lastMillis, millis);
    long weight = line.weight();
    boolean enforced = line.enforced();
    RuleTally rule = rules.of(line.rule());
    rule.at(line.gate());
    rule.sums().add(line.outcome(), enforced, weight);
    sums.add(line.outcome(), enforced, weight);
    timeline.add(millis, rule.index(), enforced, weight);
    count(gates, line.gate(), line, rule);
    count(modes, line.mode(), line, rule);
    String client = line.client();
    ClientFile file = null;
    if (client != null) {
      boolean ban = line.outcome() == Outcome.BAN && !line.isSummary();
      Note note = count(clients, client, line, rule);
      file = files.of(client);
      if (ban) {
        note.ban();
      }
      if (file != null && ban) {
        file.ban();
      }
      count(networks, Address.network(client), line, rule);
    }
    if (line.isSummary()) {
      if (file != null) {
        file.summed();
      }
      return;
    }
    detailed += client != null ? 1 : 0;
    full(line, rule, file);
  }

  /** What only a line has that is about one request. */
  private void full(LogLine line, RuleTally rule, @Nullable ClientFile file) {
    String userAgent = line.userAgent();
    Agent agent = userAgent == null ? NO_AGENT : agent(userAgent);
    if (file != null) {
      file.line(line.millis(), rule.index(), userAgent, agent.browser);
    }
    String kind = line.kind();
    if (kind != null) {
      count(kinds, kind, line, rule);
      count(rule.kinds(), kind, line, rule);
    }
    if (userAgent != null) {
      count(userAgents, userAgent, line, rule);
    }
    if (agent.crawler != null && userAgent != null) {
      Crawler crawler = agent.crawler;
      String key = rule.index() + " " + crawler.mark();
      claims
          .computeIfAbsent(key, any -> new Claims(rule, crawler))
          .add(line.client(), line.target(), userAgent);
    }
    String target = line.target();
    if (target == null) {
      return;
    }
    String path = Requests.path(target);
    boolean probe = Requests.isProbe(target);
    count(paths, path, line, rule);
    if (file != null) {
      file.request(line.method(), path, probe);
    }
    String referer = line.referer();
    if (referer != null) {
      refer(line, rule, path, probe, referer);
    }
  }

  private void refer(LogLine line, RuleTally rule, String path, boolean probe, String referer) {
    String key = rule.index() + " " + path;
    Referred found = referred.get(key);
    if (found == null) {
      if (referred.size() == MOST_PAIRS) {
        return;
      }
      found = new Referred(rule, path, probe);
      referred.put(key, found);
    }
    boolean ownLink = Requests.isOwnLink(referer, line.host());
    found.add(referer, ownLink, line.client(), line.userAgent());
  }

  private Agent agent(String userAgent) {
    Agent found = agents.get(userAgent);
    if (found == null) {
      found = new Agent(userAgent);
      if (agents.size() == AGENTS) {
        agents.clear();
      }
      agents.put(userAgent, found);
    }
    return found;
  }

  private static Note count(HeavyHitters table, String key, LogLine line, RuleTally rule) {
    Note note = table.add(key, line.weight());
    note.add(line.millis(), rule.index(), line.weight(), line.enforced(), line.isSummary());
    return note;
  }

  @Override
  public void notUnderstood(String file, long number, String beginning) {
    notUnderstood++;
    if (excerpts.size() < FEW_EXCERPTS) {
      excerpts.add(file + ":" + number + ": " + beginning);
    }
  }

  /** How many decisions of each outcome. */
  public Sums sums() {
    return sums;
  }

  public RuleTallies rules() {
    return rules;
  }

  /** All decisions over time, in steps of which there are few enough to be drawn. */
  public Timeline timeline() {
    timeline.fit(MOST_TIME_STEPS);
    return timeline;
  }

  public HeavyHitters gates() {
    return gates;
  }

  public HeavyHitters modes() {
    return modes;
  }

  /** In what ways requests were malformed. */
  public HeavyHitters kinds() {
    return kinds;
  }

  /** Clients; summaries count for the last one that they name. */
  public HeavyHitters clients() {
    return clients;
  }

  /** The networks of clients: /24, and /48 of IPv6. */
  public HeavyHitters networks() {
    return networks;
  }

  /** Paths without their queries, of lines in full. */
  public HeavyHitters paths() {
    return paths;
  }

  /** Of lines in full. */
  public HeavyHitters userAgents() {
    return userAgents;
  }

  /** What drop444 warned of, about itself. */
  public HeavyHitters warnings() {
    return warnings;
  }

  public ClientFiles files() {
    return files;
  }

  /** Requests that came from a page, by rule and path. */
  public Collection<Referred> referred() {
    return Collections.unmodifiableCollection(referred.values());
  }

  /** Clients that say they are a known crawler, by rule and crawler. */
  public Collection<Claims> claims() {
    return Collections.unmodifiableCollection(claims.values());
  }

  /** When the first thing was decided, in milliseconds since the epoch; meaningless if nothing. */
  public long firstMillis() {
    return firstMillis;
  }

  /** When the last thing was decided. */
  public long lastMillis() {
    return lastMillis;
  }

  /** How many decisions have a line of their own that names the client. */
  public long detailed() {
    return detailed;
  }

  /** How many lines tell of decisions. */
  public long decisions() {
    return decisions;
  }

  /** How many lines are sentences of drop444 about itself. */
  public long sentences() {
    return sentences;
  }

  /** How many lines are none of a drop log. */
  public long notUnderstood() {
    return notUnderstood;
  }

  /** Some of them, each with its place. */
  public List<String> excerpts() {
    return Collections.unmodifiableList(excerpts);
  }
}
