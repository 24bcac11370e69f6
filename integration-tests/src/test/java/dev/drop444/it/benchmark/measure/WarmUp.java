package dev.drop444.it.benchmark.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns that do not count, until the compilers of those JVMs have nearly nothing left to do. */
public final class WarmUp {

  /** A share of the CPU time; a method now and then is compiled for as long as a JVM runs. */
  private static final double CALM = 0.02;

  /** So many turns in a row must be calm. */
  private static final int CALM_TURNS = 3;

  private WarmUp() {}

  /**
   * Has all contenders take turns, and each leave when it is calm.
   *
   * @param least the turns that each takes at least
   * @param most the turns after which one is measured as it is, and a line says so
   */
  public static <T> void run(List<T> contenders, int least, int most, Function<T, Sample> turn) {
    Map<T, Integer> calm = new HashMap<>();
    List<T> restless = new ArrayList<>(contenders);
    for (int turns = 1; turns <= most && !restless.isEmpty(); turns++) {
      for (T contender : restless) {
        boolean isCalm = turn.apply(contender).compiling() < CALM;
        calm.merge(contender, 1, (before, one) -> isCalm ? before + one : 0);
      }
      if (turns >= least) {
        restless.removeIf(contender -> calm.getOrDefault(contender, 0) >= CALM_TURNS);
      }
    }
    if (!restless.isEmpty()) {
      System.out.println("Still compiling after " + most + " turns: " + restless);
    }
  }
}
