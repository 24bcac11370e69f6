package dev.drop444.it.benchmark.load;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What clients are to do. Immutable.
 *
 * @param habit how they use connections
 * @param port where they go, at 127.0.0.1
 * @param parallel how many connections they have at a time; each of them waits for its answer
 * @param count how many requests they make at most
 * @param millis after how long they begin no further one
 * @param from their addresses
 * @param requests what they send, in turns
 */
public record Job(
    Habit habit,
    int port,
    int parallel,
    int count,
    long millis,
    Addresses from,
    List<byte[]> requests) {

  /** How clients use connections. */
  public enum Habit {
    /** One request each, and whatever comes back is read to the end. */
    VISIT,
    /** Many requests each, one after the other, for as long as the server keeps it open. */
    TALK
  }

  /** As one line, for {@link #parse}. */
  String line() {
    return String.join(
        " ",
        habit.name(),
        Integer.toString(port),
        Integer.toString(parallel),
        Integer.toString(count),
        Long.toString(millis),
        Integer.toString(from.first()),
        Integer.toString(from.size()),
        requests.stream()
            .map(Base64.getEncoder()::encodeToString)
            .collect(Collectors.joining(",")));
  }

  /** What {@link #line} made. */
  static Job parse(String line) {
    String[] words = line.split(" ", -1);
    return new Job(
        Habit.valueOf(words[0].toUpperCase(Locale.ROOT)),
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Long.parseLong(words[4]),
        new Addresses(Integer.parseInt(words[5]), Integer.parseInt(words[6])),
        Arrays.stream(words[7].split(",", -1)).map(Base64.getDecoder()::decode).toList());
  }
}
