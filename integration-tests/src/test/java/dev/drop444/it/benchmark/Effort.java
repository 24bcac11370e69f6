package dev.drop444.it.benchmark;

/**
 * How much is done, as the system properties {@code drop444.benchmarks.…} say. Immutable.
 *
 * @param rounds how many rounds of turns there are, each there and back
 * @param forks how many times processes of Java are started anew where small differences count, for
 *     no two runs of a JVM compile alike
 */
record Effort(int rounds, int forks) {

  static Effort wanted() {
    return new Effort(
        Integer.getInteger("drop444.benchmarks.rounds", 15),
        Integer.getInteger("drop444.benchmarks.forks", 3));
  }
}
