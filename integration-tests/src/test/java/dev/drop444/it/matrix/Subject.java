package dev.drop444.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Conversation.Seen;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A warm server process, and what its own counters show while nobody is connected. */
final class Subject {

  /** The line of a drop, or of a refusal, in the log of drop444. */
  private static final Pattern OF_OURS =
      Pattern.compile(
          "time=\\S+ mode=\\S+ action=\\S+ gate=(?<gate>request|accept|malformed|response) rule=(?<rule>\\S+) .*");

  /** A sentence of ours to the operator, for example about a ban. */
  private static final Pattern NOTICE = Pattern.compile("time=\\S+ level=\\S+ notice=.*");

  /** What Tomcat 8.5 says of HTTP/2 connections that end while it writes; see docs/limits.md. */
  private static final Pattern TOMCAT_8_ABOUT_A_CLOSE =
      Pattern.compile(
          ".* org\\.apache\\.tomcat\\.util\\.net\\.NioEndpoint\\$Poller[. ]events.*"
              + "|WARNING: Invalid null socket channel while processing poller event");

  /**
   * What Tomcat says, once a process, of DATA that it reads while its connection is being closed;
   * with a trace.
   */
  private static final Pattern TOMCAT_ABOUT_A_STREAM =
      Pattern.compile(
          ".* org\\.apache\\.coyote\\.http2\\.Http2UpgradeHandler[. ]upgradeDispatch.*"
              + "|INFO: Connection \\[\\S+], Stream \\[\\S+] Closed due to error"
              + "| Note: further occurrences of HTTP/2 stream errors .*"
              + "|org\\.apache\\.coyote\\.http2\\.StreamException: .* State \\[CLOSED_RST_RX], .*"
              + "|\\tat (org\\.apache\\.(coyote|tomcat)|java\\.base/java)\\..*"
              + "|");

  /**
   * What Jetty before 12 says of HTTP/2 connections that end while it is not quite done, through
   * SLF4J and through its own log, which an installed one uses and which shortens names.
   */
  private static final Pattern JETTY_ABOUT_A_CLOSE =
      Pattern.compile(
          ".*(\\bWARN org\\.eclipse\\.jetty\\.server\\.HttpChannel(State)? -"
              + "|:WARN *:oejs\\.HttpChannel(State)?:\\S+:)"
              + " (handleException \\S+ )?java\\.nio\\.channels\\.ClosedChannelException");

  /** What JDK 24 and later say, once a process, about a class of Undertow 2.4. */
  private static final Pattern JDK_ABOUT_UNDERTOW =
      Pattern.compile(
          "WARNING: (A terminally deprecated method in sun\\.misc\\.Unsafe has been called"
              + "|sun\\.misc\\.Unsafe::invokeCleaner (has been called by io\\.undertow\\..*|will be.*)"
              + "|Please consider reporting this to the maintainers of class io\\.undertow\\..*)");

  private final ServerProcess process;
  private final long resting;
  private final long visitsPerAnswer;

  Subject(ServerProcess process) {
    this.process = process;
    for (Protocol protocol : Protocol.values()) {
      // Class loading, thread pools and the like must not show in what is counted later.
      greet(protocol);
    }
    this.resting = settled();
    long before = process.visits();
    greet(Protocol.HTTP1);
    this.visitsPerAnswer = process.visits() - before;
    assertThat(visitsPerAnswer).as("visits for one answered request").isPositive();
  }

  ServerProcess process() {
    return process;
  }

  /** Asks a good question. */
  void greet(Protocol protocol) {
    Seen seen = hold(Conversation.of(Request.get("/hello")), protocol, "127.0.0.1");
    assertThat(seen.ending()).as(protocol + " before or after it all").isEqualTo("200");
  }

  Seen hold(Conversation conversation, Protocol protocol, String from) {
    try {
      return conversation.hold(process, protocol, from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the count of connections does not change any more. */
  private long settled() {
    long[] last = {-1, 0};
    return Await.that(
        "a steady count of connections",
        () -> {
          long now = process.connections();
          last[1] = now == last[0] ? last[1] + 1 : 0;
          last[0] = now;
          return now;
        },
        count -> last[1] >= 5);
  }

  /** Waits until the server counts no more connections than when nobody was there. */
  void awaitRest() {
    Await.that(
        "the server to count " + resting + " connections, as before",
        process::connections,
        count -> count == resting);
  }

  private static List<String> lessAStream(List<String> lines) {
    if (lines.stream().noneMatch(line -> line.contains(" State [CLOSED_RST_RX], "))) {
      return List.copyOf(lines);
    }
    return lines.stream()
        .filter(line -> !TOMCAT_ABOUT_A_STREAM.matcher(line).matches())
        .collect(Collectors.toUnmodifiableList());
  }

  /** Takes down what the books show now, to see later what has changed. */
  Books open() {
    return new Books(process.visits(), process.log().mark());
  }

  /** The server's books, from some moment on. */
  final class Books {

    private final long visits;
    private final long mark;

    private Books(long visits, long mark) {
      this.visits = visits;
      this.mark = mark;
    }

    /**
     * Nothing is left behind, nothing reached the application but what should have, and the log has
     * one line about it or none.
     *
     * @param answers how many requests the application was to see
     * @param rule the rule that the line names, null for no line
     * @param quiet whether the server may log nothing of its own
     */
    void mustShow(long answers, @Nullable String rule, boolean quiet) {
      awaitRest();
      if (rule != null) {
        Await.that("the line of rule " + rule, this::rules, rules -> !rules.isEmpty());
      }
      assertThat(rules())
          .as("rules in the log")
          .isEqualTo(rule == null ? List.of() : List.of(rule));
      if (quiet) {
        assertThat(others()).as("what else the server logged").isEmpty();
      }
      assertThat(process.visits() - visits)
          .as("visits of the application")
          .isEqualTo(answers * visitsPerAnswer);
    }

    /**
     * Nothing is left behind, nothing reached the application but so many good requests, and the
     * server said nothing; how many lines of ours there are does not matter.
     */
    void mustShowAnswers(long answers) {
      awaitRest();
      assertThat(others()).as("what else the server logged").isEmpty();
      assertThat(process.visits() - visits)
          .as("visits of the application")
          .isEqualTo(answers * visitsPerAnswer);
    }

    /**
     * The rules that our own lines name. Refusals are counted before they are logged, and so may be
     * those of an earlier case.
     */
    private List<String> rules() {
      return process.log().since(mark).stream()
          .map(OF_OURS::matcher)
          .filter(line -> line.matches() && !line.group("gate").equals("accept"))
          .map(line -> line.group("rule"))
          .collect(Collectors.toUnmodifiableList());
    }

    /** The lines that are not ours. A fault of ours is never expected, and counts among them. */
    List<String> others() {
      return process.log().since(mark).stream()
          .filter(line -> !OF_OURS.matcher(line).matches())
          .filter(line -> !NOTICE.matcher(line).matches())
          .filter(line -> !TOMCAT_8_ABOUT_A_CLOSE.matcher(line).matches())
          .filter(line -> !JETTY_ABOUT_A_CLOSE.matcher(line).matches())
          .filter(line -> !JDK_ABOUT_UNDERTOW.matcher(line).matches())
          .collect(Collectors.collectingAndThen(Collectors.toList(), Subject::lessAStream));
    }
  }
}
