package dev.drop444.engine.rule;

import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.ResponseHead;
import dev.drop444.engine.pattern.many.PatternSet;
import dev.drop444.engine.pattern.many.TextKind;
import dev.drop444.engine.request.Authority;
import dev.drop444.engine.request.Span;
import org.jspecify.annotations.Nullable;

/** A text of a request at which patterns look. All patterns for it are matched in one pass. */
abstract class Subject {

  static final Subject METHOD =
      new Subject("method", TextKind.EXACT_TEXT, Condition.WORD) {
        @Override
        boolean collect(Facts facts, PatternSet patterns, long[] found) {
          CharSequence method = facts.head().method();
          return patterns.collect(method, 0, method.length(), found);
        }
      };

  /** Without port, case does not count. */
  static final Subject HOST =
      new Subject("host", TextKind.TEXT, Condition.FIELD) {
        @Override
        boolean collect(Facts facts, PatternSet patterns, long[] found) {
          CharSequence text = Authority.text(facts.head());
          if (text == null) {
            return false;
          }
          long host = Authority.host(text);
          return patterns.collect(text, Span.start(host), Span.end(host), found);
        }
      };

  /** Decoded and normalised. */
  static final Subject PATH =
      new Subject("path", TextKind.PATH, Condition.TARGET) {
        @Override
        boolean collect(Facts facts, PatternSet patterns, long[] found) {
          return facts.target().collectPath(facts.head(), patterns, found);
        }
      };

  /** As sent. */
  static final Subject RAW_PATH =
      new Subject("path.raw", TextKind.PATH, Condition.TARGET) {
        @Override
        boolean collect(Facts facts, PatternSet patterns, long[] found) {
          return facts.target().collectRawPath(facts.head(), patterns, found);
        }
      };

  /** Decoded; case does not count. */
  static final Subject QUERY =
      new Subject("query", TextKind.TEXT, Condition.TARGET) {
        @Override
        boolean collect(Facts facts, PatternSet patterns, long[] found) {
          return facts.target().collectQuery(facts.head(), patterns, found);
        }
      };

  /** The names of the classes of what the application threw, and of its causes. */
  static final Subject EXCEPTION =
      new Subject("exception", TextKind.EXACT_TEXT, Condition.ALL_FIELDS) {
        @Override
        boolean collect(Facts facts, PatternSet patterns, long[] found) {
          ResponseHead response = facts.response();
          Throwable thrown = response == null ? null : response.failure();
          boolean any = false;
          for (int depth = 0; thrown != null && depth < MAX_CAUSES; depth++) {
            String name = thrown.getClass().getName();
            any |= patterns.collect(name, 0, name.length(), found);
            thrown = thrown.getCause();
          }
          return any;
        }

        @Override
        boolean ofResponse() {
          return true;
        }
      };

  /** Causes can go in a circle. */
  private static final int MAX_CAUSES = 16;

  /**
   * More lines of one field than a server takes with its defaults (Undertow 200, Tomcat 100): a
   * client cannot hide a value behind others.
   */
  static final int MAX_LINES = 256;

  private final String name;
  private final TextKind kind;
  private final int cost;

  private Subject(String name, TextKind kind, int cost) {
    this.name = name;
    this.kind = kind;
    this.cost = cost;
  }

  /**
   * A header field, in all the lines in which it was sent.
   *
   * @param field in lower case
   */
  static Subject header(String field) {
    boolean recurs = field.equals("user-agent");
    return new Subject("header." + field, TextKind.TEXT, Condition.FIELD) {
      @Override
      boolean collect(Facts facts, PatternSet patterns, long[] found) {
        RequestHead head = facts.head();
        CharSequence value = head.header(field);
        boolean any = false;
        for (int line = 1; value != null; line++) {
          any |=
              recurs
                  ? facts.agents(patterns).collect(patterns, value, found)
                  : patterns.collect(value, 0, value.length(), found);
          value = line < MAX_LINES ? head.header(field, line) : null;
        }
        return any;
      }
    };
  }

  /**
   * A header field of the response, in all its lines.
   *
   * @param field in lower case
   */
  static Subject responseHeader(String field) {
    return new Subject("response-header." + field, TextKind.TEXT, Condition.FIELD) {
      @Override
      boolean collect(Facts facts, PatternSet patterns, long[] found) {
        ResponseHead response = facts.response();
        CharSequence value = response == null ? null : response.header(field, 0);
        boolean any = false;
        for (int line = 1; response != null && value != null; line++) {
          any |= patterns.collect(value, 0, value.length(), found);
          value = line < MAX_LINES ? response.header(field, line) : null;
        }
        return any;
      }

      @Override
      boolean ofResponse() {
        return true;
      }
    };
  }

  /** Whether it is a text of the response. */
  boolean ofResponse() {
    return false;
  }

  /** Whether somebody can say what it is, or that it is absent. */
  final boolean isKnown(Facts facts) {
    return ofResponse() ? facts.response() != null : facts.isHeadKnown();
  }

  /**
   * Adds the patterns that fit. Allocates nothing, unless the text is not in its normal form.
   *
   * @return whether any does
   */
  abstract boolean collect(Facts facts, PatternSet patterns, long[] found);

  TextKind kind() {
    return kind;
  }

  int cost() {
    return cost;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Subject && ((Subject) other).name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
