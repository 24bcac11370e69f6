package dev.drop444.report;

import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.journal.AcceptBan;
import dev.drop444.engine.journal.Decision;
import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.journal.DecisionEntry;
import dev.drop444.engine.journal.Drop;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.journal.LogFormat;
import dev.drop444.engine.journal.LogTerms;
import dev.drop444.engine.journal.MalformedDrop;
import dev.drop444.engine.journal.Refusals;
import dev.drop444.engine.journal.SlowDrop;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/** The agent's own journal, with a clock that a test moves and a logger that keeps the lines. */
final class EngineLog implements AutoCloseable {

  static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");

  private final Lines lines = new Lines();
  private final Clock clock = new Clock();
  private final Journal journal = new Journal(() -> lines, clock, 100_000);

  EngineLog(LogFormat format) {
    journal.follow(new LogTerms(format, true, 5, 1_000));
  }

  private static final class Clock implements TimeSource {

    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long nanoTime() {
      return nanos.get();
    }

    @Override
    public long currentTimeMillis() {
      return BEGIN.toEpochMilli() + TimeUnit.NANOSECONDS.toMillis(nanos.get());
    }
  }

  @SuppressWarnings("serial")
  private static final class Lines extends LegacyAbstractLogger {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
      lines.add(message);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return Lines.class.getName();
    }

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }

  void pass(Duration time) {
    clock.nanos.addAndGet(time.toNanos());
  }

  private Decision decision(
      Gate gate, Word word, String rule, @Nullable InetAddress client, @Nullable Instant until) {
    String mode = word.enforced() ? "enforce" : "monitor";
    return new Decision(clock.currentTimeMillis(), mode, gate, word, rule, until, client, 0);
  }

  private void write(Gate gate, Word word, String rule, InetAddress client, DecisionEntry entry) {
    if (journal.admits(word.enforced() ? "enforce" : "monitor", gate, word, rule, client)) {
      journal.write(entry);
    }
  }

  void request(Word word, String rule, String client, Request request) {
    InetAddress address = Request.address(client);
    Instant until = word == Word.BAN ? BEGIN.plusSeconds(600) : null;
    write(
        Gate.REQUEST,
        word,
        rule,
        address,
        new Drop(decision(Gate.REQUEST, word, rule, address, until), null, request, 0));
  }

  void malformed(String client, String excerpt) {
    InetAddress address = Request.address(client);
    Decision decision = decision(Gate.MALFORMED, Word.DROP, "malformed", address, null);
    write(
        Gate.MALFORMED,
        Word.DROP,
        "malformed",
        address,
        new MalformedDrop(decision, Malformation.TLS_ON_PLAIN_PORT, address, 0, excerpt));
  }

  void slow(String client) {
    InetAddress address = Request.address(client);
    Decision decision = decision(Gate.SLOW, Word.DROP, "slow-head", address, null);
    write(
        Gate.SLOW,
        Word.DROP,
        "slow-head",
        address,
        SlowDrop.head(decision, address, 8080, TimeUnit.SECONDS.toNanos(31)));
  }

  void banAtAccept(String client) {
    InetAddress address = Request.address(client);
    Decision decision = decision(Gate.ACCEPT, Word.BAN, "many", address, BEGIN.plusSeconds(60));
    write(Gate.ACCEPT, Word.BAN, "many", address, new AcceptBan(decision, address));
  }

  void refuse(boolean enforced, String rule, String client) {
    String mode = enforced ? "enforce" : "monitor";
    journal
        .refusals("tomcat", Refusals.Kind.ACCEPT, mode, enforced, rule)
        .add(Request.address(client));
  }

  void say(String sentence) {
    journal.info(sentence);
  }

  void warn(String sentence) {
    journal.warn(sentence);
  }

  /** All lines; nothing can be written after that. */
  List<String> lines() {
    journal.close();
    return List.copyOf(lines.lines);
  }

  @Override
  public void close() {
    journal.close();
  }
}
