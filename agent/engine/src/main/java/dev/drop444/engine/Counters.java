package dev.drop444.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the gates of one server count. Thread-safe. */
final class Counters {

  /** The server's name. */
  final String server;

  final LongAdder connections = new LongAdder();
  final LongAdder requests = new LongAdder();

  /** What came to the malformed gate. */
  final LongAdder malformed = new LongAdder();

  /** What was malformed and not dropped because a proxy sent it. */
  final LongAdder spared = new LongAdder();

  /** Bare answers that told a proxy to drop. */
  final LongAdder signals = new LongAdder();

  /** Of what was dropped: before the server had read it. */
  final LongAdder early = new LongAdder();

  /** What was decided, by the mode that was in force. */
  private final Map<String, Decisions> decisions = new ConcurrentHashMap<>();

  Counters(String server) {
    this.server = server;
  }

  /** What is decided while a mode is in force. */
  Decisions in(String mode) {
    return decisions.computeIfAbsent(mode, any -> new Decisions());
  }

  /** All that was decided, by the mode that was in force. */
  Map<String, Decisions> decisions() {
    return decisions;
  }

  /** What is counted under a name alone. */
  Map<String, LongAdder> plain() {
    return Map.of(
        "connections", connections,
        "requests", requests,
        "malformed", malformed,
        "spared", spared,
        "signals", signals,
        "early", early);
  }

  /** Adds what somebody else counted under a name alone; false if there is no such name. */
  boolean carry(String name, long count) {
    LongAdder counter = plain().get(name);
    if (counter == null) {
      return false;
    }
    counter.add(count);
    return true;
  }
}
