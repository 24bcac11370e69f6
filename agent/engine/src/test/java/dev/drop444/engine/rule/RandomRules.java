package dev.drop444.engine.rule;

import dev.drop444.engine.Head;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.pattern.many.NaiveGlob;
import dev.drop444.engine.pattern.many.TextKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rules and a request at random, of few words so that they often meet, and what the rules mean,
 * said as plainly as it can be: rule by rule, condition by condition. Shares no code with what it
 * judges.
 */
public final class RandomRules {

  /** What is sent, taken apart. */
  static final class Sample {
    String peer = "";
    boolean known;
    int port;
    boolean secure;
    Protocol protocol = Protocol.HTTP_1_1;
    String method = "";
    String path = "";
    String rawPath = "";
    @Nullable String query;
    String rawQuery = "";

    /** Without host. */
    final List<String[]> fields = new ArrayList<>();

    Head head() {
      Head head = Head.of(method, rawPath + rawQuery).withoutHost().from(peer);
      fields.forEach(field -> head.with(field[0], field[1]));
      return head.to(port, secure).in(protocol);
    }

    List<String> values(String name) {
      return fields.stream()
          .filter(field -> field[0].equals(name))
          .map(field -> field[1])
          .collect(Collectors.toList());
    }
  }

  /** A condition, and whether it is so; null if nobody can know. */
  private static final class Term {
    final String facet;
    final boolean negated;
    final List<String> values;
    final BiFunction<Term, Sample, @Nullable Boolean> truth;

    Term(
        String facet,
        boolean negated,
        List<String> values,
        BiFunction<Term, Sample, @Nullable Boolean> truth) {
      this.facet = facet;
      this.negated = negated;
      this.values = values;
      this.truth = truth;
    }

    boolean any(TextKind kind, String text) {
      return values.stream().anyMatch(glob -> NaiveGlob.matches(kind, glob, text));
    }

    boolean any(long number) {
      return values.stream().anyMatch(range -> inRange(range, number));
    }

    private static boolean inRange(String range, long number) {
      if (range.startsWith(">")) {
        return number > Long.parseLong(range.substring(1));
      }
      String[] ends = range.split("-", -1);
      return number >= Long.parseLong(ends[0]) && number <= Long.parseLong(ends[ends.length - 1]);
    }
  }

  /** One rule. */
  static final class Written {
    final String name;
    final String action;
    final int order;
    final Map<String, Term> terms = new LinkedHashMap<>();

    Written(String name, String action, int order) {
      this.name = name;
      this.action = action;
      this.order = order;
    }

    boolean holds(Sample sample) {
      for (Term term : terms.values()) {
        boolean hidden = term.facet.equals("ip") && !sample.known && !action.equals("allow");
        Boolean truth = hidden ? null : term.truth.apply(term, sample);
        if (truth == null || truth == term.negated) {
          return false;
        }
      }
      return true;
    }
  }

  final List<Written> rules = new ArrayList<>();
  final Sample sample;
  private final Random random;

  private RandomRules(Random random) {
    this.random = random;
    List<String> names = new ArrayList<>(List.of("a", "b", "c", "d-1", "e", "f"));
    if (random.nextInt(4) == 0) {
      // So many that those with patterns for one text are not tried one by one.
      for (int i = 0; i < 150; i++) {
        names.add("many-" + i);
      }
    }
    Collections.shuffle(names, random);
    int count = 1 + random.nextInt(names.size());
    for (int i = 0; i < count; i++) {
      Written rule =
          new Written(
              names.get(i),
              one("drop", "drop", "allow", "monitor", "ban"),
              Integer.parseInt(one("100", "100", "1", "-5")));
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        Term term = term();
        rule.terms.put((term.negated ? "not-" : "") + term.facet, term);
      }
      rules.add(rule);
    }
    this.sample = sample();
  }

  public static RandomRules of(Random random) {
    return new RandomRules(random);
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private List<String> some(String... choices) {
    List<String> list = new ArrayList<>(Arrays.asList(choices));
    Collections.shuffle(list, random);
    return list.subList(0, 1 + random.nextInt(2));
  }

  private Term term() {
    boolean not = random.nextInt(3) == 0;
    switch (random.nextInt(16)) {
      case 0:
        return new Term(
            "method",
            not,
            some("GET", "POST", "P*", "get", "?ET"),
            (t, s) -> t.any(TextKind.EXACT_TEXT, s.method));
      case 1:
        return new Term(
            "path",
            not,
            some("/a", "/a/*", "/a/**", "b", "*.x", "*", "/**/b", "/"),
            (t, s) -> t.any(TextKind.PATH, s.path));
      case 2:
        return new Term(
            "path.raw",
            not,
            some("/a", "**..**", "**%**", "/a/**"),
            (t, s) -> t.any(TextKind.PATH, s.rawPath));
      case 3:
        return new Term(
            "query",
            not,
            some("a=1", "*b*", "* *", "*"),
            (t, s) -> s.query != null && t.any(TextKind.TEXT, s.query));
      case 4:
        return new Term(
            "host",
            not,
            some("a.example", "*.example", "B.EXAMPLE"),
            (t, s) -> s.values("host").stream().anyMatch(host -> t.any(TextKind.TEXT, host)));
      case 5:
        return new Term(
            "header.x-a",
            not,
            some("1", "2*", "*", "x?"),
            (t, s) -> s.values("x-a").stream().anyMatch(value -> t.any(TextKind.TEXT, value)));
      case 6:
        return new Term(
            "user-agent",
            not,
            some("a*", "*b", "CURL/*"),
            (t, s) -> s.values("user-agent").stream().anyMatch(v -> t.any(TextKind.TEXT, v)));
      case 7:
        return new Term(
            "missing-header",
            not,
            some("x-a", "host", "user-agent", "content-length"),
            (t, s) -> t.values.stream().anyMatch(name -> s.values(name).isEmpty()));
      case 8:
        return new Term(
            "content-length",
            not,
            some("0-9", ">5", "7", "100"),
            (t, s) -> {
              List<String> lengths = s.values("content-length");
              boolean numeric = !lengths.isEmpty() && lengths.get(0).matches("[0-9]+");
              return numeric && t.any(Long.parseLong(lengths.get(0)));
            });
      case 9:
        return new Term(
            "header-count", not, some("0-1", "2", ">2"), (t, s) -> t.any(s.fields.size()));
      case 10:
        return new Term(
            "scheme",
            not,
            some("http", "https"),
            (t, s) -> t.values.contains(s.secure ? "https" : "http"));
      case 11:
        return new Term(
            "protocol",
            not,
            some("HTTP/1.0", "HTTP/1.1", "HTTP/2"),
            (t, s) -> t.values.contains(s.protocol.text()));
      case 12:
        return new Term(
            "port",
            not,
            some("80", "8000-9000", ">8080"),
            (t, s) -> s.port == 0 ? null : t.any(s.port));
      case 13:
        return new Term(
            "malformed",
            not,
            some("user-agent-missing", "method-not-allowed"),
            (t, s) ->
                (t.values.contains("user-agent-missing") && s.values("user-agent").isEmpty())
                    || (t.values.contains("method-not-allowed") && s.method.equals("get")));
      case 14:
        return new Term(
            "bot",
            not,
            // The whole catalog takes its time to build.
            random.nextInt(20) == 0 ? some("scanner", "http-library") : List.of("scanner"),
            (t, s) -> {
              List<String> agents = s.values("user-agent");
              String agent = agents.isEmpty() ? "" : agents.get(0);
              return (t.values.contains("scanner") && agent.startsWith("sqlmap"))
                  || (t.values.contains("http-library") && agent.startsWith("curl"));
            });
      default:
        return new Term(
            "ip",
            not,
            some("192.0.2.1", "198.51.100.0/24", "192.0.2.0-192.0.2.9"),
            (t, s) ->
                (t.values.contains("192.0.2.1") && s.peer.equals("192.0.2.1"))
                    || (t.values.contains("198.51.100.0/24") && s.peer.startsWith("198.51.100."))
                    || (t.values.contains("192.0.2.0-192.0.2.9") && s.peer.equals("192.0.2.1")));
    }
  }

  private Sample sample() {
    Sample sample = new Sample();
    sample.peer = one("192.0.2.1", "198.51.100.7", "203.0.113.9");
    sample.known = random.nextInt(4) > 0;
    sample.port = Integer.parseInt(one("0", "80", "8080", "9000", "9001"));
    sample.secure = random.nextBoolean();
    sample.protocol = Protocol.of(one("HTTP/1.0", "HTTP/1.1", "HTTP/2"));
    sample.method = one("GET", "POST", "PUT", "get");
    String[] path =
        one("/a /a", "/a/b /a/b", "/a/b //a/./%62", "/b /a/../b", "/ /", "/a/c.x /a/c.%78;v=1")
            .split(" ", -1);
    sample.path = path[0];
    sample.rawPath = path[1];
    String[] query =
        one("-|-", "a=1|?a=1", "|?", "A=1|?%41=1", "a b|?a+b", "xbx|?xbx").split("\\|", -1);
    sample.query = query[0].equals("-") ? null : query[0];
    sample.rawQuery = query[1].equals("-") ? "" : query[1];
    maybe(sample, "host", "a.example", "b.example", "c.test");
    maybe(sample, "user-agent", "ab", "curl/8.5.0", "sqlmap/1.8", "Aa");
    maybe(sample, "x-a", "1", "22", "xY");
    maybe(sample, "x-a", "1", "2", "");
    maybe(sample, "content-length", "7", "100", "0", "x");
    return sample;
  }

  private void maybe(Sample sample, String name, String... values) {
    if (random.nextInt(3) > 0) {
      sample.fields.add(new String[] {name, one(values)});
    }
  }

  /** The rules as settings, keys and values in turn, in any order. */
  public String[] settings() {
    List<String[]> settings = new ArrayList<>();
    for (Written rule : rules) {
      String prefix = "rule." + rule.name + ".";
      settings.add(new String[] {prefix + "action", rule.action});
      settings.add(new String[] {prefix + "order", Integer.toString(rule.order)});
      rule.terms.forEach(
          (facet, term) ->
              settings.add(new String[] {prefix + facet, String.join(",", term.values)}));
    }
    Collections.shuffle(settings, random);
    settings.add(new String[] {"preset", "none"});
    return settings.stream().flatMap(Arrays::stream).toArray(String[]::new);
  }

  public Head head() {
    return sample.head();
  }

  /** Rules as they are tried. */
  private List<Written> sorted() {
    List<Written> sorted = new ArrayList<>(rules);
    sorted.sort(
        Comparator.comparingInt((Written rule) -> rule.order).thenComparing(rule -> rule.name));
    return sorted;
  }

  /** What happens: the rules that only watch, and at last the one that decides or {@code none}. */
  public List<String> expected() {
    List<String> expected = new ArrayList<>();
    for (Written rule : sorted()) {
      if (rule.holds(sample)) {
        expected.add(rule.name);
        if (!rule.action.equals("monitor")) {
          return expected;
        }
      }
    }
    expected.add("none");
    return expected;
  }

  @Override
  public String toString() {
    return String.join(" ", settings())
        + " -- "
        + sample.method
        + ' '
        + sample.rawPath
        + sample.rawQuery
        + ' '
        + sample.protocol
        + " from "
        + sample.peer
        + (sample.known ? "" : " (unknown)")
        + " to "
        + sample.port
        + (sample.secure ? "s " : " ")
        + sample.fields.stream().map(Arrays::toString).collect(Collectors.joining(" "));
  }
}
