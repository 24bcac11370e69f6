package dev.drop444.engine.config;

/** What the reference page says besides the tables. */
final class Prose {

  static final String HEAD =
      lines(
          "# Configuration",
          "",
          "<!-- Made from KeyTable. To renew it: ./mvnw -pl agent/engine -am test"
              + " -Dtest=ReferencePageTest -Dsurefire.failIfNoSpecifiedTests=false"
              + " -Dpage.write=true -->",
          "",
          "Without any configuration the standard preset is on: it drops requests of known attack",
          "tools and malformed requests that no well-behaved client sends, and nothing else.",
          "",
          "## Where settings are written",
          "",
          "The first source that sets a key wins, key by key, so that one facet of a rule can be",
          "overridden from anywhere:",
          "",
          "1. agent arguments: `-javaagent:drop444.jar=mode=monitor,deny=192.0.2.0/24`",
          "2. system properties: `-Ddrop444.mode=monitor`",
          "3. environment variables: `DROP444_MODE=monitor`",
          "4. the properties file that `drop444.config` names: `drop444.mode=monitor`",
          "5. presets",
          "6. defaults",
          "",
          "In agent arguments and in the file `drop444.` may be left out. An empty value unsets a",
          "key: `-Ddrop444.rule.scanners.bot=` takes that condition out of the preset's rule.",
          "",
          "**Agent arguments.** A comma starts the next pair if `key=` follows it; any other comma",
          "belongs to the value: `deny=192.0.2.1,192.0.2.2,mode=monitor` is two settings. A value",
          "that contains `,word=` itself goes into single or double quotes:",
          "`rule.x.path='/a,b=c'`.",
          "",
          "**Environment variables** are `DROP444_` and the key in upper case, with `_` for dots and",
          "dashes. In `DROP444_RULE_BAD_BOTS_USER_AGENT` the longest facet that fits ends the name:",
          "it is `drop444.rule.bad-bots.user-agent`. Names of rules and header fields that contain",
          "an underscore cannot be spelt like this. The variables that Kubernetes sets for a service",
          "called `drop444` (`DROP444_SERVICE_HOST`, `DROP444_PORT`, …) are ignored.",
          "",
          "**The file** is a Java properties file in UTF-8; a backslash is written twice there.",
          "",
          "**Lists** are separated by commas; `\\,` is a comma inside an element. `@name` stands for",
          "the lines of a file in UTF-8, one element a line; `#` and `;` start a comment at the start",
          "of a line and after white space. A relative name starts at the directory of the",
          "configuration file if it is written there, and at the working directory otherwise.",
          "",
          "**Mistakes.** Every problem is listed at once, with key, value, place and what was",
          "expected, and nothing is half applied; `drop444.on-config-error` says what becomes of the",
          "start.");

  static final String RULES =
      lines(
          "",
          "## Rules",
          "",
          "`drop444.rule.<name>.<facet>=<value>`, with a name of lower-case letters, digits and",
          "dashes. A rule holds when all of its conditions hold; a list holds when any of its values",
          "fits. Rules are tried by `order`, then by name; the first one that holds and drops, allows",
          "or bans decides, and `monitor` goes on with the next. Before them come `drop444.allow`,",
          "`drop444.deny` and bans, in that order.",
          "",
          "What is absent from a request fits nothing: a condition on it does not hold, and its",
          "`not-` form does.",
          "",
          "A rule that looks at addresses only (`ip`, `not-ip`) and drops or bans refuses clients at",
          "accept, before TLS, unless a rule before it may allow the request for its head.");

  static final String MALFORMED =
      lines(
          "",
          "## Malformed requests",
          "",
          "What `malformed` can look for. First, what the server's own parser refuses; drop444 acts",
          "before the server answers. Of such a request nothing is known but the peer's address and",
          "the port, so of the rule's other conditions only `ip` and `port` can hold, and `not-malformed`.",
          "",
          "| Kind | Holds when the server |",
          "|---|---|",
          "| `syntax` | finds a request line, header or length that breaks the grammar (400) |",
          "| `too-large` | finds a request line or headers beyond its limits (414, 431) |",
          "| `not-implemented` | does not know the method or transfer coding (501) |",
          "| `version` | does not speak the version, HTTP/0.9 among them (505, 400) |",
          "| `expectation` | cannot meet the expectation (417) |",
          "| `tls-on-plain-port` | gets a TLS handshake where it speaks plain HTTP |",
          "| `plain-on-tls-port` | gets plain HTTP where it speaks TLS |",
          "| `garbage-on-tls-port` | gets neither of both where it speaks TLS |",
          "| `http2` | gets frames or pseudo-headers that HTTP/2 forbids |",
          "",
          "Then, anomalies of requests that a parser takes. They are found at the request gate, where",
          "all other conditions of a rule hold or do not hold as ever. `any` stands for the table above",
          "and the kinds marked standard; `strict` for everything.",
          "");

  static final String TAIL =
      lines(
          "",
          "## Patterns",
          "",
          "A pattern matches the whole text. `?` is one character, `*` any run of characters, `\\`",
          "makes the next character an ordinary one. A non-ASCII character stands for its UTF-8",
          "bytes. Whatever the patterns, a text is read once and in linear time.",
          "",
          "Paths are compared after decoding, once, as the server would see them: without scheme,",
          "host, query and `;parameters`, percent-decoded, without empty and dot segments.",
          "`GET http://h/drop`, `/x/../%64rop;v=1` and `//drop` are all `/drop`. In a path",
          "",
          "- `*` and `?` stay within a segment, `**` does not: `/foo/*` matches `/foo/` and `/foo/a`,",
          "  but neither `/foo` nor `/foo/a/b`;",
          "- a whole segment `**` also stands for no segment: `/.git/**` matches `/.git`, `/.git/` and",
          "  `/.git/hooks/x`;",
          "- a pattern that does not start with `/` matches at any depth: `*.php` matches `/a/b.php`,",
          "  `admin` matches `/x/admin`;",
          "- `*` alone matches every path.",
          "",
          "## Who is never banned",
          "",
          "Addresses in `drop444.allow`, loopback (unless `drop444.spare-loopback=false`), and the",
          "addresses that this machine had at the start. Neither closed on nor banned is a presumed",
          "proxy: a peer with a loopback, private, link-local, unique-local or carrier-grade address",
          "whose request carries `X-Forwarded-For`, `Forwarded`, `Via`, `X-Real-IP`,",
          "`X-Forwarded-Host` or `X-Forwarded-Proto`. Its request passes, and a warning says so once",
          "a minute. A proxy that sends none of these fields cannot be told from a client.",
          "",
          "## The log",
          "",
          "One line a dropped request, of `key=value` pairs in printable ASCII. Text from outside is",
          "quoted, cut (`...`) and escaped: `\\\"`, `\\\\`, `\\xhh`, `\\uhhhh`; what is absent is `-`.",
          "",
          "```",
          "time=2026-11-23T10:00:00.123Z mode=enforce action=drop gate=request rule=scanners"
              + " client=192.0.2.1 peer=192.0.2.1 request=\"GET / HTTP/1.1\" host=\"example.com\""
              + " user-agent=\"sqlmap/1.8\"",
          "```",
          "",
          "A rule on `malformed` adds `kind=`. What the server's parser refused has `gate=malformed`,",
          "`port=` and `excerpt=` instead of the request.",
          "",
          "`action` is `drop`, `would-drop` (in mode `monitor`, or by a rule that monitors), `ban`",
          "(with `until=`) or `would-ban`. What is refused at accept has no line of its own: the first",
          "one is logged, then one line a minute and rule with `action=refuse`, how many there were",
          "(`count=`, `total=`) and the last peer. Faults of drop444 itself, after which traffic",
          "passes, are one line a kind and minute: `fault=`, `error=`, `at=`, `suppressed=`.");

  private Prose() {}

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }
}
