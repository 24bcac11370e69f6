package dev.drop444.it.benchmark.load;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What clients have seen. Immutable.
 *
 * @param nanos how long it took
 * @param silent connections that the server ended without one byte
 * @param answered how many answers of each status
 * @param failed what came to nothing for any other reason, as a server that is not there or says
 *     nothing
 * @param reopened connections that clients had to open once more, as the server had closed one
 *     between two requests
 * @param median of the time to the end of an answer, or of a connection, in nanoseconds
 * @param p99 the 99th percentile of the same
 */
public record Tally(
    long nanos,
    long silent,
    Map<Integer, Long> answered,
    long failed,
    long reopened,
    long median,
    long p99) {

  /** How many answers had a status. */
  public long answered(int status) {
    return answered.getOrDefault(status, 0L);
  }

  /** How many requests came to an end of any kind. */
  public long all() {
    return silent + failed + answered.values().stream().mapToLong(Long::longValue).sum();
  }

  /** As one line, for {@link #parse}. */
  String line() {
    return Arrays.stream(new long[] {nanos, silent, failed, reopened, median, p99})
            .mapToObj(Long::toString)
            .collect(Collectors.joining(" "))
        + answered.entrySet().stream()
            .map(status -> " " + status.getKey() + "=" + status.getValue())
            .collect(Collectors.joining());
  }

  /** What {@link #line} made. */
  static Tally parse(String line) {
    String[] words = line.split(" ", -1);
    Map<Integer, Long> answered = new TreeMap<>();
    for (int i = 6; i < words.length; i++) {
      String[] pair = words[i].split("=", -1);
      answered.put(Integer.valueOf(pair[0]), Long.valueOf(pair[1]));
    }
    return new Tally(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        answered,
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]));
  }
}
