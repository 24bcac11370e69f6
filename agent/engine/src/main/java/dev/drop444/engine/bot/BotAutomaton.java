package dev.drop444.engine.bot;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the best of many texts within a text in one pass: the automaton of Aho and Corasick, made
 * deterministic.
 *
 * <p>A state is the longest beginning of any pattern that the text read so far ends with, so one
 * step a character is one array load, whatever the patterns are. Start and end of the text are read
 * like characters of their own, which makes anchored patterns ordinary ones. Case of ASCII letters
 * does not count. Immutable; matching allocates nothing and takes no lock.
 */
final class BotAutomaton {

  /** The result when nothing matches. */
  static final int NONE = Character.MAX_VALUE;

  /** The class of every character that is in no pattern. */
  private static final int OTHER = 0;

  private static final int START = 1;
  private static final int END = 2;

  /** The class of each ASCII character: those of one class are told apart by no pattern. */
  private final byte[] classes = new byte[128];

  private final int width;

  /** For each state and class the next state. */
  private final char[] next;

  /** For each state the smallest index of a pattern that ends there, or {@link #NONE}. */
  private final char[] best;

  /**
   * Builds the automaton.
   *
   * @param patterns printable ASCII in lower case, best first; a leading {@code ^} is the start of
   *     the text and a trailing {@code $} its end
   * @throws IllegalArgumentException for other characters, and for too many patterns
   */
  BotAutomaton(List<String> patterns) {
    this.width = classify(patterns);
    Builder builder = new Builder(patterns);
    this.next = builder.next;
    this.best = builder.best;
  }

  private int classify(List<String> patterns) {
    boolean[] named = new boolean[classes.length];
    for (String pattern : patterns) {
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        if (c < ' ' || c > '~' || (c >= 'A' && c <= 'Z')) {
          throw new IllegalArgumentException("not lower-case ASCII: " + pattern);
        }
        named[c] = true;
      }
    }
    byte count = END + 1;
    for (int c = 0; c < named.length; c++) {
      if (named[c]) {
        classes[c] = count++;
      }
    }
    for (int upper = 'A'; upper <= 'Z'; upper++) {
      classes[upper] = classes[upper + ('a' - 'A')];
    }
    return count;
  }

  /** How many characters of a text a pattern stands for, its anchors not counted. */
  static int length(String pattern) {
    return pattern.length() - (pattern.startsWith("^") ? 1 : 0) - (pattern.endsWith("$") ? 1 : 0);
  }

  /** The smallest index of a pattern that is in a text, or {@link #NONE}. */
  int find(CharSequence text) {
    int state = next[START];
    int found = best[state];
    for (int i = 0, length = text.length(); i < length; i++) {
      char c = text.charAt(i);
      state = next[state * width + (c < 128 ? classes[c] : OTHER)];
      found = Math.min(found, best[state]);
    }
    return Math.min(found, best[next[state * width + END]]);
  }

  /** How many states there are. */
  int states() {
    return best.length;
  }

  private final class Builder {
    private char[] next = new char[0];
    private char[] best = new char[0];
    private int count;

    Builder(List<String> patterns) {
      if (patterns.size() >= NONE) {
        throw new IllegalArgumentException("too many patterns: " + patterns.size());
      }
      newState();
      for (int index = 0; index < patterns.size(); index++) {
        insert(patterns.get(index), index);
      }
      next = Arrays.copyOf(next, count * width);
      best = Arrays.copyOf(best, count);
      connect();
    }

    private int newState() {
      if (count == Character.MAX_VALUE) {
        throw new IllegalArgumentException("too many patterns: more than 65535 states");
      }
      if (count == best.length) {
        best = Arrays.copyOf(best, Math.max(256, count * 2));
        next = Arrays.copyOf(next, best.length * width);
      }
      best[count] = NONE;
      return count++;
    }

    private void insert(String pattern, int index) {
      int from = pattern.startsWith("^") ? 1 : 0;
      int to = pattern.length() - (pattern.endsWith("$") ? 1 : 0);
      if (from >= to) {
        throw new IllegalArgumentException("an empty pattern: " + pattern);
      }
      int state = from == 0 ? 0 : step(0, START);
      for (int i = from; i < to; i++) {
        state = step(state, classes[pattern.charAt(i)]);
      }
      state = to == pattern.length() ? state : step(state, END);
      best[state] = (char) Math.min(best[state], index);
    }

    private int step(int state, int type) {
      int after = next[state * width + type];
      if (after == 0) {
        after = newState();
        next[state * width + type] = (char) after;
      }
      return after;
    }

    /** Breadth first: what a state lacks is what its longest proper ending does. */
    private void connect() {
      char[] ending = new char[count];
      char[] queue = new char[count];
      int tail = 0;
      for (int type = 0; type < width; type++) {
        if (next[type] != 0) {
          queue[tail++] = next[type];
        }
      }
      for (int head = 0; head < tail; head++) {
        int state = queue[head];
        int shorter = ending[state];
        best[state] = (char) Math.min(best[state], best[shorter]);
        for (int type = 0; type < width; type++) {
          char child = next[state * width + type];
          char instead = next[shorter * width + type];
          if (child == 0) {
            next[state * width + type] = instead;
          } else {
            ending[child] = instead;
            queue[tail++] = child;
          }
        }
      }
    }
  }
}
