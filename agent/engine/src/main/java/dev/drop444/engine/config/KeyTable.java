package dev.drop444.engine.config;

import static dev.drop444.engine.config.Lists.addresses;
import static dev.drop444.engine.config.Lists.fieldNames;
import static dev.drop444.engine.config.Lists.globs;
import static dev.drop444.engine.config.Lists.hosts;
import static dev.drop444.engine.config.Lists.names;
import static dev.drop444.engine.config.Lists.ranges;
import static dev.drop444.engine.config.Lists.ruleNames;
import static dev.drop444.engine.config.Lists.thresholds;
import static dev.drop444.engine.config.Lists.words;
import static dev.drop444.engine.config.Scalars.bool;
import static dev.drop444.engine.config.Scalars.byteRate;
import static dev.drop444.engine.config.Scalars.choice;
import static dev.drop444.engine.config.Scalars.clientAddressHeader;
import static dev.drop444.engine.config.Scalars.duration;
import static dev.drop444.engine.config.Scalars.file;
import static dev.drop444.engine.config.Scalars.limitKey;
import static dev.drop444.engine.config.Scalars.number;
import static dev.drop444.engine.config.Scalars.numberOr;
import static dev.drop444.engine.config.Scalars.rate;
import static dev.drop444.engine.config.Scalars.rotatedFile;
import static dev.drop444.engine.config.Scalars.share;
import static dev.drop444.engine.config.Scalars.size;

import dev.drop444.engine.address.list.AddressLists;
import dev.drop444.engine.bot.BotSelection;
import dev.drop444.engine.client.ClientAddressHeader;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.journal.LogFile;
import dev.drop444.engine.journal.LogFormat;
import dev.drop444.engine.pattern.many.TextKind;
import dev.drop444.engine.preset.Preset;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Http2Closing;
import dev.drop444.engine.rule.MalformedKinds;
import dev.drop444.engine.rule.RuleBuilder;
import dev.drop444.engine.rule.Share;
import dev.drop444.engine.rule.Wording;
import dev.drop444.engine.strike.StrikeTerms;
import java.util.ArrayList;
import java.util.List;

/**
 * Every key and every facet of a rule, each declared once: name, type, default, meaning; the limits
 * of anomalies, which are many, in {@link AnomalyKeys}. A new key is one entry here and a line in
 * {@link #KEYS}; a new matcher is one entry in {@link #FACETS} and its condition in the rule
 * package.
 */
public final class KeyTable {

  public static final Key<Mode> MODE =
      Key.of(
          "mode",
          choice(Mode.class),
          "enforce",
          "enforce drops; monitor decides, counts and logs, but lets everything pass; off does"
              + " nothing.");

  public static final Key<Share> ENFORCE =
      Key.of(
          "enforce",
          share(),
          "100%",
          "The share of clients for whom drops, bans and refusals are real; for the others they"
              + " are only logged. The same clients every time; a smaller share lies in a larger.");

  public static final Key<String> CONFIG =
      Key.unset(
          "config",
          file(),
          "",
          "A properties file with more of these keys. Relative names start at the working"
              + " directory.");

  public static final Key<OnConfigError> ON_CONFIG_ERROR =
      Key.of(
          "on-config-error",
          choice(OnConfigError.class),
          "stop",
          "What a bad configuration does: stop refuses to start the JVM and lists every problem;"
              + " off starts unprotected and says so.");

  public static final Key<List<String>> PRESET =
      Key.of(
          "preset",
          names(Preset.names()),
          Preset.STANDARD,
          "Bundled rules; each of their facets can be overridden by a setting of the same name.");

  public static final Key<AddressLists> ALLOW =
      Key.unset(
          "allow",
          addresses(),
          AddressLists.EMPTY,
          "Clients that are never dropped, refused or banned, whatever else says so.");

  public static final Key<AddressLists> DENY =
      Key.unset(
          "deny",
          addresses(),
          AddressLists.EMPTY,
          "Clients that are refused at accept, and dropped where they already have a connection.");

  public static final Key<AddressLists> TRUSTED_PROXIES =
      Key.unset(
          "trusted-proxies",
          addresses(),
          AddressLists.EMPTY,
          "Proxies that say who the client is; they are never closed on, refused or banned.");

  public static final Key<ClientAddressHeader> CLIENT_ADDRESS_HEADER =
      Key.of(
          "client-address-header",
          clientAddressHeader(),
          "X-Forwarded-For",
          "Where trusted proxies say it. X-Forwarded-For and Forwarded are read from the right to"
              + " the first address that is no trusted proxy; any other header has one address,"
              + " as CF-Connecting-IP does.");

  public static final Key<CrawlerRanges> CRAWLER_RANGES =
      Key.unset(
          "crawler-ranges",
          CrawlerRanges.type(),
          CrawlerRanges.NONE,
          "Addresses that operators publish for their crawlers: who has one is that crawler, and"
              + " the DNS is not asked. Who has none may still be, by the DNS. A list for one"
              + " crawler holds for all of its operator.");

  public static final Key<Integer> IPV4_PREFIX =
      Key.of(
          "ipv4-prefix",
          number(0, 32),
          "32",
          "How many bits of an IPv4 address make one client, for bans.");

  public static final Key<Integer> IPV6_PREFIX =
      Key.of(
          "ipv6-prefix",
          number(0, 128),
          "64",
          "How many bits of an IPv6 address make one client, for bans.");

  public static final Key<Closing> CLOSE =
      Key.of(
          "close",
          choice(Closing.class),
          "fin",
          "How the connection of a dropped request ends: fin drains what the client still sends"
              + " and closes in order; rst resets at once.");

  public static final Key<Closing> ACCEPT_CLOSE =
      Key.of(
          "accept.close",
          choice(Closing.class),
          "rst",
          "How a connection ends that is refused at accept.");

  public static final Key<Http2Closing> H2 =
      Key.of(
          "h2",
          choice(Http2Closing.class),
          "stream",
          "What a dropped HTTP/2 request takes with it: its stream (RST_STREAM) or its whole"
              + " connection. A denied or banned client always loses the connection.");

  public static final Key<Boolean> SPARE_LOOPBACK =
      Key.of(
          "spare-loopback",
          bool(),
          "true",
          "Loopback obeys rules but is never banned, rate-limited or shed; false treats it like"
              + " any client.");

  public static final Key<Boolean> GUARD_MANAGEMENT =
      Key.of(
          "guard-management",
          bool(),
          "false",
          "Whether the server's own management interface is guarded like any other port: WildFly's,"
              + " which jboss-cli and the console use. By default nobody can lock himself out.");

  public static final Key<Boolean> ACCESS_LOG =
      Key.of(
          "access-log",
          bool(),
          "true",
          "Whether a dropped request is in the server's own access log, if it has one, with status"
              + " 444 and no bytes, as in nginx's. docs/limits.md says where a server cannot write"
              + " that line.");

  public static final Key<EarlyLook> EARLY_LOOK =
      Key.of(
          "early-look",
          choice(EarlyLook.class),
          "floods",
          "When the first request of a connection is looked at as soon as the connection is accepted,"
              + " before the server reads it, and dropped there if it is sure to be: floods is from 20"
              + " drops in a second on until there were fewer for 10 s. It spares the server most"
              + " of the work. docs/limits.md says where it is not done.");

  public static final Key<Boolean> JMX =
      Key.of(
          "jmx",
          bool(),
          "true",
          "Whether counters, bans and operations are MBeans of the domain dev.drop444, from the"
              + " first connection on. No port is opened; false leaves the console without status,"
              + " top, bans and the like.");

  public static final Key<List<String>> EXEMPT_PATHS =
      Key.of(
          "exempt-paths",
          globs(TextKind.PATH),
          "/health,/healthz,/livez,/readyz,/ready,/live,/health/**,/actuator/health,"
              + "/actuator/health/**,/actuator/prometheus,/metrics,/q/health,/q/health/**,"
              + "/q/metrics",
          "Paths that are never rate-limited or shed, as probes ask for them; still subject to"
              + " bans and all other rules. `none`, which is no path, exempts nothing.");

  public static final Key<Integer> MAX_BANS =
      Key.of(
          "max-bans",
          number(1, 10_000_000),
          "1000000",
          "How many clients can be banned, or remembered as having been, at once; beyond it, the bans"
              + " that end first give way. A million take 95 MB, few take nearly none.");

  public static final Key<Integer> MAX_CLIENTS =
      Key.of(
          "max-clients",
          number(1, 10_000_000),
          "100000",
          "How many clients with strikes are remembered at once, for each rule that counts them;"
              + " beyond it, those that struck least give way.");

  public static final Key<Integer> MAX_RATES =
      Key.of(
          "max-rates",
          number(1_000, 10_000_000),
          "1000000",
          "How many clients, or whatever a key says, can be in debt to a rate at once, over all"
              + " rules; beyond it, those that owe least are forgotten. Each takes up to 32 bytes,"
              + " none as long as it owes nothing.");

  public static final Key<String> BAN_FILE =
      Key.unset(
          "ban-file",
          file(),
          "",
          "A file in which bans outlive the process: read at the first connection, written within"
              + " seconds of a ban and at the end. Relative names start at the working directory.");

  public static final Key<String> LOG =
      Key.of(
          "log",
          rotatedFile(),
          LogFile.STANDARD_ERROR,
          "Where drops are logged: stderr, a file, or none. Relative names start at the working"
              + " directory; each process needs a file of its own.");

  public static final Key<LogFormat> LOG_FORMAT =
      Key.of(
          "log.format",
          choice(LogFormat.class),
          "text",
          "text writes key=value pairs, json an object a line.");

  public static final Key<Long> LOG_MAX_SIZE =
      Key.of(
          "log.max-size",
          size(),
          "100MB",
          "How large a log file becomes, about, before the next one is begun.");

  public static final Key<Integer> LOG_MAX_FILES =
      Key.of(
          "log.max-files",
          number(2, 20),
          "5",
          "How many log files there are at most: the one that is written, and older ones with .1,"
              + " .2 and so on after their names.");

  public static final Key<Integer> LOG_FIRST =
      Key.of(
          "log.first",
          number(0, 100_000),
          "5",
          "How many drops of one client by one rule appear in full within a minute; the rest is"
              + " summed up each second. Bans are not counted.");

  public static final Key<Integer> LOG_RATE =
      Key.of(
          "log.rate",
          number(0, 1_000_000),
          "50",
          "How many drops and bans by one rule appear in full within a second; the rest is summed"
              + " up.");

  public static final Key<Integer> APP_SIGNAL =
      Key.of(
          "app-signal",
          numberOr(400, 599, "none"),
          "444",
          "A response with this status, set by the application in whatever way, is not sent: the"
              + " request is dropped. none sends it as it is.");

  public static final Key<Integer> PROXY_SIGNAL =
      Key.of(
          "proxy.signal",
          numberOr(400, 599, "close"),
          "444",
          "The status of the bare answer that a proxy gets in place of a close, so that it can"
              + " drop its client; close closes the proxy's connection all the same.");

  /** All global keys, in the order of the documentation. */
  public static final List<Key<?>> KEYS =
      and(
          AnomalyKeys.ALL,
          MODE,
          ENFORCE,
          CONFIG,
          ON_CONFIG_ERROR,
          PRESET,
          ALLOW,
          DENY,
          TRUSTED_PROXIES,
          CLIENT_ADDRESS_HEADER,
          CRAWLER_RANGES,
          IPV4_PREFIX,
          IPV6_PREFIX,
          CLOSE,
          ACCEPT_CLOSE,
          H2,
          SPARE_LOOPBACK,
          GUARD_MANAGEMENT,
          ACCESS_LOG,
          EARLY_LOOK,
          EXEMPT_PATHS,
          APP_SIGNAL,
          PROXY_SIGNAL,
          MAX_BANS,
          MAX_CLIENTS,
          MAX_RATES,
          BAN_FILE,
          LOG,
          LOG_FORMAT,
          LOG_MAX_SIZE,
          LOG_MAX_FILES,
          LOG_FIRST,
          LOG_RATE,
          JMX);

  /** All facets of rules: conditions in the order in which they are tried, then the settings. */
  static final List<Facet<?>> FACETS =
      List.of(
          Facet.condition(
              "overload",
              thresholds(),
              "One of these signals has been above its threshold for 3 s, and has not been at or"
                  + " below 80 % of it for 5 s since: workers, the busy threads of the most loaded"
                  + " connector; queue, the tasks that wait for one of its threads; heap, what is"
                  + " still used of the old generation after its last collection; cpu, what this"
                  + " process takes of its processors. A rule with no other kind of condition but"
                  + " ip acts at accept.",
              RuleBuilder::overload),
          Facet.condition(
              "ip",
              addresses(),
              "The client's address is one of these. A rule with no other kind of condition acts"
                  + " at accept.",
              RuleBuilder::address),
          Facet.condition(
              "port",
              ranges(),
              "The connection arrived at one of these ports of ours.",
              RuleBuilder::port),
          Facet.condition(
              "scheme",
              words(List.of("http", "https"), "http or https", words -> words),
              "The connection is encrypted (https) or not (http).",
              (rule, wording, words) ->
                  rule.scheme(wording, words.contains("http"), words.contains("https"))),
          Facet.condition(
              "protocol",
              words(Words.protocols(), Words.EXPECTED_PROTOCOLS, Words::protocols),
              "The HTTP version is one of these.",
              RuleBuilder::protocol),
          Facet.condition(
              "method",
              globs(TextKind.EXACT_TEXT),
              "The method is one of these; case counts.",
              RuleBuilder::method),
          Facet.condition(
              "host",
              hosts(),
              "The host asked for is one of these, compared without its port and trailing dot;"
                  + " case does not count.",
              RuleBuilder::host),
          Facet.condition(
              "user-agent",
              globs(TextKind.TEXT),
              "The User-Agent field is one of these; case does not count.",
              (rule, wording, globs) -> rule.header(wording, "user-agent", globs)),
          Facet.condition(
              "bot",
              words(BotSelection.words(), Words.EXPECTED_BOTS, BotSelection::of),
              "The User-Agent field names a bot of one of these kinds; impostor is one that is"
                  + " proven not to be the crawler it says it is, verified one that is proven to be."
                  + " A verified crawler is hit by no rule that drops or bans, nor is one that is"
                  + " being verified.",
              RuleBuilder::bot),
          Facet.conditionOn(
              "header",
              "name",
              globs(TextKind.TEXT),
              "A field of this name has one of these values, in any line in which it was sent;"
                  + " case does not count. * is any value, so that the field is there.",
              (rule, wording, field, globs) -> rule.header(wording, field, globs)),
          Facet.condition(
              "missing-header",
              fieldNames(),
              "One of these fields is absent.",
              RuleBuilder::missingHeader),
          Facet.condition(
              "content-length",
              ranges(),
              "The Content-Length field, in bytes, lies in one of these ranges.",
              RuleBuilder::contentLength),
          Facet.condition(
              "path",
              globs(TextKind.PATH),
              "The decoded, normalised path is one of these; case counts.",
              RuleBuilder::path),
          Facet.condition(
              "path.raw",
              globs(TextKind.PATH),
              "The path as it was sent, neither decoded nor normalised, is one of these; case"
                  + " counts.",
              RuleBuilder::rawPath),
          Facet.condition(
              "query",
              globs(TextKind.TEXT),
              "The query is one of these, decoded once and with + as a space; case does not count.",
              RuleBuilder::query),
          Facet.condition(
              "header-count",
              ranges(),
              "The number of header lines lies in one of these ranges.",
              RuleBuilder::headerCount),
          Facet.condition(
              "header-size",
              ranges(),
              "The size of all header lines together, in bytes, lies in one of these ranges.",
              RuleBuilder::headerSize),
          Facet.condition(
              "malformed",
              words(MalformedKinds.words(), Words.EXPECTED_KINDS, MalformedKinds::of),
              "What arrived is malformed in one of these ways: any stands for all that the server's"
                  + " own parser refuses and for the anomalies over which no well-behaved client"
                  + " trips, strict for all kinds there are.",
              RuleBuilder::malformed),
          Facet.event(
              SlowFacets.HEAD,
              duration(),
              "A request head is not complete after this time: from its first byte, or from accept"
                  + " for the first one of a connection. Such a rule can otherwise look at ip and"
                  + " port only.",
              RuleBuilder::slowHead),
          Facet.event(
              SlowFacets.BODY,
              byteRate(),
              "The request body comes more slowly than this, in the time in which the server waits"
                  + " for the client.",
              RuleBuilder::slowBody),
          Facet.condition(
              "status",
              ranges(),
              "The response has one of these statuses, and nothing of it was sent yet. A rule with"
                  + " this or another condition on the response acts when the application has"
                  + " answered.",
              RuleBuilder::status),
          Facet.conditionOn(
              "response-header",
              "name",
              globs(TextKind.TEXT),
              "The response has a field of this name with one of these values, such as the Location"
                  + " to which a failed login leads; case does not count.",
              (rule, wording, field, globs) -> rule.responseHeader(wording, field, globs)),
          Facet.condition(
              "exception",
              globs(TextKind.EXACT_TEXT),
              "The application threw an exception of one of these classes, or one caused by such;"
                  + " * is any.",
              RuleBuilder::exception),
          Facet.condition(
              "error-page",
              bool(),
              "The body is the server's own default error page (true) or not (false).",
              RuleBuilder::errorPage),
          Facet.setting(
              "strike",
              ruleNames(),
              "",
              "Each hit of one of these rules is a strike by this one, at whatever gate: the only"
                  + " way in which what drop444 did itself counts against a client. Such a rule bans"
                  + " or monitors.",
              (rule, names) -> rule.strike(new Wording("strike", false, names), names)),
          Facet.setting(
              "maxretry",
              number(1, StrikeTerms.MOST_RETRIES),
              "1",
              "The rule acts only when it has held so many times for one client within findtime,"
                  + " from then on; before that, the next rule is tried. The same request again"
                  + " within a second counts once: it is a retry. A POST never is, nor is what comes"
                  + " with other credentials.",
              RuleBuilder::maxRetry),
          Facet.setting(
              "findtime",
              duration(),
              "10m",
              "How long a strike is remembered.",
              RuleBuilder::findTime),
          Facet.setting(
              "distinct",
              choice(Distinct.class),
              "",
              "Only hits on different paths count for maxretry.",
              (rule, path) -> rule.distinctPaths()),
          Facet.setting(
              "rate",
              rate(),
              "",
              "The rule holds for what exceeds this rate: of what all its other conditions hold"
                  + " for, so much passes. What does not pass, for whatever reason, is not counted.",
              RuleBuilder::rate),
          Facet.setting(
              "burst",
              number(1, 1_000_000),
              "",
              "How much may come at once after a while without; by default, the count of the rate.",
              RuleBuilder::burst),
          Facet.setting(
              "key",
              limitKey(),
              "client",
              "By what rate or requests are counted: each client for itself, each network"
                  + " (prefix/24/48 is that of IPv4 and that of IPv6; with one number the second is"
                  + " twice the first, without any it is 24), each path, or each client on each path"
                  + " (client+path). What lacks a part, as a client that is not known or a field"
                  + " that is absent, is not counted, and passes.",
              RuleBuilder::key),
          Facet.setting(
              "requests",
              number(1, 1_000_000),
              "",
              "The rule holds for a request while so many of the same key are being served.",
              RuleBuilder::requests),
          Facet.setting(
              "connections",
              number(1, 1_000_000),
              "",
              "The rule holds for a client that has so many connections open, and opens another."
                  + " With no other condition but ip it acts at accept.",
              RuleBuilder::connections),
          Facet.setting(
              "action",
              choice(Action.class),
              "drop",
              "What happens: drop ends the request without a byte of response; allow lets it pass"
                  + " and tries no later rule; monitor logs what a drop would have hit and goes"
                  + " on; ban drops and refuses the client for a while; respond sends a bare answer"
                  + " with a status and nothing else.",
              RuleBuilder::action),
          Facet.setting(
              "bantime",
              duration(),
              "10m",
              "How long a ban lasts, if the action is ban.",
              RuleBuilder::banTime),
          Facet.setting(
              "bantime.increment",
              bool(),
              "false",
              "Each further ban of a client is twice as long as the one before.",
              RuleBuilder::banIncrement),
          Facet.setting(
              "bantime.factor",
              number(1, 1_000),
              "1",
              "With bantime.increment, by how much every ban but the first is longer still.",
              RuleBuilder::banFactor),
          Facet.setting(
              "bantime.maxtime",
              duration(),
              "1w",
              "With bantime.increment, what no ban exceeds, and how long after its last ban a client"
                  + " counts as new.",
              RuleBuilder::banMost),
          Facet.setting(
              "bantime.rndtime",
              duration(),
              "",
              "Up to how much is added to each ban at random, so that nobody can learn when to"
                  + " return.",
              RuleBuilder::banJitter),
          Facet.setting(
              "status-code",
              number(400, 599),
              "429",
              "The status of the answer, if the action is respond.",
              RuleBuilder::statusCode),
          Facet.setting(
              "retry-after",
              duration(),
              "",
              "What the answer's Retry-After says, in whole seconds, if the action is respond; by"
                  + " default, for a rule with a rate, how long one of it takes.",
              RuleBuilder::retryAfter),
          Facet.setting(
              "slow.grace",
              duration(),
              "10s",
              "How long a request body is waited for before slow.body judges it.",
              RuleBuilder::slowGrace),
          Facet.setting(
              "enforce",
              share(),
              "100%",
              "As the global key, for this rule; where both are set, the smaller share.",
              RuleBuilder::share),
          Facet.setting(
              "enabled", bool(), "true", "false takes the rule out.", RuleBuilder::enabled),
          Facet.setting(
              "order",
              number(-1_000_000, 1_000_000),
              "100",
              "Rules are tried from the lowest order to the highest, then by name.",
              RuleBuilder::order),
          Facet.setting(
              "close",
              choice(Closing.class),
              "",
              "As the global key, for this rule; where the rule acts at accept, there too.",
              RuleBuilder::closing),
          Facet.setting(
              "h2",
              choice(Http2Closing.class),
              "",
              "As the global key, for this rule.",
              RuleBuilder::http2));

  private KeyTable() {}

  private static List<Key<?>> and(List<Key<?>> last, Key<?>... first) {
    List<Key<?>> keys = new ArrayList<>(List.of(first));
    keys.addAll(last);
    return List.copyOf(keys);
  }
}
