package dev.drop444.engine.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All globs of a set as one deterministic automaton that is built while it is used.
 *
 * <p>The tokens of all globs, one after another, are the positions of a nondeterministic automaton;
 * a {@link State} is the set of positions that are possible after what was read so far. Building
 * all states beforehand can take exponential time and space, so a state is made when a text first
 * leads to it. Real traffic visits a few dozen; reading a text then is one array load a character.
 * When a hostile text makes too many, all are thrown away and made anew as needed: the time for a
 * text stays linear in its length, and the space bounded, whatever the patterns and the text.
 */
final class Automaton {

  private static final int ACCEPT = -5;
  private static final int OTHER = 0;
  private static final int MAX_STATES = 2048;
  private static final int MAX_STATE_BYTES = 4 << 20;

  /** Tokens of all globs, each followed by {@link #ACCEPT}. */
  private final int[] positions;

  private final boolean segments;

  /** The class of each byte: bytes in one class are told apart by no glob. */
  private final short[] classes = new short[256];

  /** A byte of each class; -1 for {@link #OTHER}, which no literal names. */
  private final int[] examples;

  private final int maxStates;
  private final long[] start;

  /**
   * The states made so far. Replaced as a whole when there are too many; states are published
   * through a race, which their final fields make safe.
   */
  private volatile States states;

  Automaton(Glob.Kind kind, List<Glob> globs) {
    this.segments = kind == Glob.Kind.PATH;
    List<Integer> all = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (Glob glob : globs) {
      if (glob.kind() != kind) {
        throw new IllegalArgumentException("A glob of kind " + glob.kind() + ", not " + kind);
      }
      starts.add(all.size());
      for (int token : glob.tokens()) {
        all.add(token);
      }
      all.add(ACCEPT);
    }
    this.positions = all.stream().mapToInt(Integer::intValue).toArray();
    this.examples = classify(kind == Glob.Kind.TEXT);
    this.start = new long[(positions.length + 63) >>> 6];
    for (int position : starts) {
      enter(start, position);
    }
    int bytes = 8 * start.length + 4 * examples.length + 64;
    this.maxStates = Math.max(16, Math.min(MAX_STATES, MAX_STATE_BYTES / bytes));
    this.states = new States(start);
  }

  private int[] classify(boolean foldCase) {
    boolean[] named = new boolean[256];
    named['/'] = segments;
    for (int token : positions) {
      if (token >= 0) {
        named[token] = true;
      }
    }
    int[] examples = new int[257];
    examples[OTHER] = -1;
    int count = 1;
    for (int value = 0; value < 256; value++) {
      if (named[value]) {
        examples[count] = value;
        classes[value] = (short) count++;
      }
    }
    if (foldCase) {
      for (int upper = 'A'; upper <= 'Z'; upper++) {
        classes[upper] = classes[upper + ('a' - 'A')];
      }
    }
    return Arrays.copyOf(examples, count);
  }

  boolean accepts(CharSequence text, int from, int to) {
    States made = states;
    State state = made.start;
    for (int i = from; i < to; i++) {
      if (state.decided) {
        return state.accepts;
      }
      char c = text.charAt(i);
      int type = c < 256 ? classes[c] : OTHER;
      State next = state.next[type];
      state = next != null ? next : step(made, state, type);
    }
    return state.accepts;
  }

  private State step(States made, State state, int type) {
    State next = new State(advance(state.set, examples[type]));
    State known = made.all.get(next);
    if (known == null && made.all.size() >= maxStates) {
      // Not linked: whoever still reads in these states must not let them grow.
      if (states == made) {
        states = new States(start);
      }
      return next;
    }
    if (known == null) {
      known = made.all.putIfAbsent(next, next);
    }
    State result = known != null ? known : next;
    state.next[type] = result;
    return result;
  }

  private long[] advance(long[] set, int value) {
    long[] after = new long[set.length];
    boolean slash = segments && value == '/';
    for (int word = 0; word < set.length; word++) {
      for (long bits = set[word]; bits != 0; bits &= bits - 1) {
        int position = (word << 6) + Long.numberOfTrailingZeros(bits);
        switch (positions[position]) {
          case Glob.ONE:
            if (!slash) {
              enter(after, position + 1);
            }
            break;
          case Glob.RUN:
            if (!slash) {
              enter(after, position);
            }
            break;
          case Glob.ANYTHING:
            enter(after, position);
            break;
          case Glob.OPTIONAL_SLASH:
            if (slash) {
              enter(after, position + 1);
            }
            break;
          default:
            if (positions[position] == value) {
              enter(after, position + 1);
            }
        }
      }
    }
    return after;
  }

  /** Adds a position and what can be reached from it without reading. */
  private void enter(long[] set, int position) {
    int at = position;
    while ((set[at >>> 6] & 1L << at) == 0) {
      set[at >>> 6] |= 1L << at;
      switch (positions[at]) {
        case Glob.RUN:
        case Glob.ANYTHING:
          at++;
          break;
        case Glob.OPTIONAL_SLASH:
          at += 2;
          break;
        default:
          return;
      }
    }
  }

  private final class States {
    final ConcurrentHashMap<State, State> all = new ConcurrentHashMap<>();
    final State start;

    States(long[] set) {
      this.start = new State(set);
      all.put(start, start);
    }
  }

  /** What is possible after a part of a text. */
  private final class State {
    final long[] set;
    final boolean accepts;

    /** Whether the rest of the text makes no difference. */
    final boolean decided;

    /** The state after a byte of each class; null until somebody needs it. */
    final @Nullable State[] next;

    State(long[] set) {
      this.set = set;
      boolean possible = false;
      boolean accepts = false;
      boolean certain = false;
      for (int word = 0; word < set.length; word++) {
        for (long bits = set[word]; bits != 0; bits &= bits - 1) {
          int position = (word << 6) + Long.numberOfTrailingZeros(bits);
          possible |= positions[position] != ACCEPT;
          accepts |= positions[position] == ACCEPT;
          certain |= positions[position] == Glob.ANYTHING && positions[position + 1] == ACCEPT;
        }
      }
      this.accepts = accepts;
      this.decided = certain || (!possible && !accepts);
      this.next = new State[examples.length];
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof State && Arrays.equals(((State) other).set, set);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(set);
    }
  }
}
