package dev.drop444.engine.config;

import static dev.drop444.engine.config.Lists.addresses;
import static dev.drop444.engine.config.Lists.hosts;
import static dev.drop444.engine.config.Lists.names;
import static dev.drop444.engine.config.Lists.patterns;
import static dev.drop444.engine.config.Scalars.bool;
import static dev.drop444.engine.config.Scalars.choice;
import static dev.drop444.engine.config.Scalars.duration;
import static dev.drop444.engine.config.Scalars.file;
import static dev.drop444.engine.config.Scalars.number;

import dev.drop444.engine.address.AddressSet;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.pattern.Glob;
import dev.drop444.engine.preset.Preset;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Http2Closing;
import dev.drop444.engine.rule.Rule;
import java.util.List;

/**
 * Every key and every facet of a rule, each declared once: name, type, default, meaning. A new key
 * is one entry here and a line in {@link #KEYS}; a new matcher is one entry in {@link #FACETS} and
 * its condition in the rule package.
 */
public final class KeyTable {

  public static final Key<Mode> MODE =
      Key.of(
          "mode",
          choice(Mode.class),
          "enforce",
          "enforce drops; monitor decides, counts and logs, but lets everything pass; off does"
              + " nothing.");

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

  public static final Key<AddressSet> ALLOW =
      Key.unset(
          "allow",
          addresses(),
          AddressSet.EMPTY,
          "Clients that are never dropped, refused or banned, whatever else says so.");

  public static final Key<AddressSet> DENY =
      Key.unset(
          "deny",
          addresses(),
          AddressSet.EMPTY,
          "Clients that are refused at accept, and dropped where they already have a connection.");

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
          "Loopback obeys rules but is never banned; false treats it like any client.");

  public static final Key<Integer> MAX_BANS =
      Key.of(
          "max-bans",
          number(1, 10_000_000),
          "1000000",
          "How many clients can be banned at once; beyond it, the bans least used give way.");

  /** All global keys, in the order of the documentation. */
  public static final List<Key<?>> KEYS =
      List.of(
          MODE,
          CONFIG,
          ON_CONFIG_ERROR,
          PRESET,
          ALLOW,
          DENY,
          IPV4_PREFIX,
          IPV6_PREFIX,
          CLOSE,
          ACCEPT_CLOSE,
          H2,
          SPARE_LOOPBACK,
          MAX_BANS);

  /** All facets of rules: conditions in the order in which they are tried, then the settings. */
  static final List<Facet<?>> FACETS =
      List.of(
          Facet.condition(
              "ip",
              addresses(),
              "The client's address is one of these. A rule with no other kind of condition acts"
                  + " at accept.",
              (rule, parameter, addresses, negated) -> rule.address(addresses, negated)),
          Facet.condition(
              "method",
              patterns(Glob.Kind.EXACT_TEXT),
              "The method is one of these; case counts.",
              (rule, parameter, methods, negated) -> rule.method(methods, negated)),
          Facet.condition(
              "host",
              hosts(),
              "The host asked for is one of these, compared without its port and trailing dot;"
                  + " case does not count.",
              (rule, parameter, hosts, negated) -> rule.host(hosts, negated)),
          Facet.condition(
              "user-agent",
              patterns(Glob.Kind.TEXT),
              "The User-Agent field is one of these; case does not count.",
              (rule, parameter, values, negated) -> rule.header("user-agent", values, negated)),
          Facet.conditionOn(
              "header",
              "name",
              patterns(Glob.Kind.TEXT),
              "A field of this name has one of these values, in any line in which it was sent;"
                  + " case does not count.",
              Rule.Builder::header),
          Facet.condition(
              "path",
              patterns(Glob.Kind.PATH),
              "The decoded, normalised path is one of these; case counts.",
              (rule, parameter, paths, negated) -> rule.path(paths, negated)),
          Facet.setting(
              "action",
              choice(Action.class),
              "drop",
              "What happens: drop ends the request without a byte of response; allow lets it pass"
                  + " and tries no later rule; monitor logs what a drop would have hit and goes"
                  + " on; ban drops and refuses the client for a while.",
              Rule.Builder::action),
          Facet.setting(
              "bantime",
              duration(),
              "10m",
              "How long a ban lasts, if the action is ban.",
              Rule.Builder::banTime),
          Facet.setting(
              "enabled", bool(), "true", "false takes the rule out.", Rule.Builder::enabled),
          Facet.setting(
              "order",
              number(-1_000_000, 1_000_000),
              "100",
              "Rules are tried from the lowest order to the highest, then by name.",
              Rule.Builder::order),
          Facet.setting(
              "close",
              choice(Closing.class),
              "",
              "As the global key, for this rule; where the rule acts at accept, there too.",
              Rule.Builder::closing),
          Facet.setting(
              "h2",
              choice(Http2Closing.class),
              "",
              "As the global key, for this rule.",
              Rule.Builder::http2));

  private KeyTable() {}
}
