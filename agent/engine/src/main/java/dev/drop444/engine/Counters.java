package dev.drop444.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the gates count. Thread-safe; names come from the configuration, so it is bounded. */
final class Counters {

  final LongAdder connections = new LongAdder();
  final LongAdder requests = new LongAdder();

  /** What came to the malformed gate. */
  final LongAdder malformed = new LongAdder();

  /** Requests that were not dropped because a proxy sent them. */
  final LongAdder spared = new LongAdder();

  private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> wouldDrop = new ConcurrentHashMap<>();

  private final Map<String, LongAdder> malformedDropped = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> malformedWouldDrop = new ConcurrentHashMap<>();

  private final Map<String, LongAdder> slowDropped = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> slowWouldDrop = new ConcurrentHashMap<>();

  void drop(String rule, boolean enforced) {
    increment(enforced ? dropped : wouldDrop, rule);
  }

  void malformedDrop(String rule, boolean enforced) {
    increment(enforced ? malformedDropped : malformedWouldDrop, rule);
  }

  void slowDrop(String rule, boolean enforced) {
    increment(enforced ? slowDropped : slowWouldDrop, rule);
  }

  private static void increment(Map<String, LongAdder> counters, String rule) {
    counters.computeIfAbsent(rule, any -> new LongAdder()).increment();
  }

  Map<String, Long> slowDropped() {
    return sums(slowDropped);
  }

  Map<String, Long> slowWouldDrop() {
    return sums(slowWouldDrop);
  }

  Map<String, Long> malformedDropped() {
    return sums(malformedDropped);
  }

  Map<String, Long> malformedWouldDrop() {
    return sums(malformedWouldDrop);
  }

  Map<String, Long> dropped() {
    return sums(dropped);
  }

  Map<String, Long> wouldDrop() {
    return sums(wouldDrop);
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counters) {
    Map<String, Long> sums = new TreeMap<>();
    counters.forEach((rule, count) -> sums.put(rule, count.sum()));
    return sums;
  }
}
