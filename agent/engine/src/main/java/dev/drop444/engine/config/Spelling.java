package dev.drop444.engine.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses what somebody meant to write. */
final class Spelling {

  private static final int MAX_LENGTH = 100;

  private Spelling() {}

  /** The candidate with the fewest edits, or null if none is close enough to be a slip. */
  static @Nullable String nearest(String written, Collection<String> candidates) {
    String word = fold(written);
    if (word.length() > MAX_LENGTH) {
      return null;
    }
    String nearest = null;
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int edits = edits(word, fold(candidate));
      if (edits < fewest) {
        fewest = edits;
        nearest = candidate;
      }
    }
    return fewest <= Math.max(1, Math.min(3, word.length() / 3)) ? nearest : null;
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
  static int edits(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = cost[i - 1][j - 1] + (same ? 0 : 1);
        best = Math.min(best, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
      }
    }
    return cost[from.length()][to.length()];
  }
}
