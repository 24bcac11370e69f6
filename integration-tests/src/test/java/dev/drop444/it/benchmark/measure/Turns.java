package dev.drop444.it.benchmark.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Contenders who take turns, there and back again: A, B, C, C, B, A is a round. So what else the
 * machine does meets all of them, and what gets slowly better or worse meets them alike. A ratio is
 * taken within each round, and only then the median of the ratios. Confined to one thread.
 *
 * @param <T> a contender
 */
public final class Turns<T> {

  private final Map<T, List<Sample>> samples = new LinkedHashMap<>();

  /** Has all of them take their turns, and keeps what they took. */
  public void run(List<T> contenders, int rounds, Function<T, Sample> turn) {
    for (int round = 0; round < rounds; round++) {
      List<Sample> there = contenders.stream().map(turn).collect(Collectors.toList());
      for (int i = contenders.size() - 1; i >= 0; i--) {
        Sample both = there.get(i).and(turn.apply(contenders.get(i)));
        samples.computeIfAbsent(contenders.get(i), contender -> new ArrayList<>()).add(both);
      }
    }
  }

  /** A number of each round of a contender. */
  public Spread of(T contender, Function<Sample, Double> number) {
    return Spread.of(samples(contender).stream().map(number).toList());
  }

  /** A number of a contender, divided by another's of the same round. */
  public Spread ratio(T contender, T baseline, Function<Sample, Double> number) {
    List<Sample> ours = samples(contender);
    List<Sample> theirs = samples(baseline);
    return Spread.of(
        IntStream.range(0, ours.size())
            .mapToObj(round -> number.apply(ours.get(round)) / number.apply(theirs.get(round)))
            .toList());
  }

  private List<Sample> samples(T contender) {
    List<Sample> taken = samples.get(contender);
    if (taken == null) {
      throw new IllegalArgumentException("Took no turn: " + contender);
    }
    return taken;
  }
}
