package dev.drop444.engine;

import dev.drop444.engine.address.ClientPrefix;
import dev.drop444.engine.address.NetworkHash;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * The clients that are hit most, about. Each client belongs into one of two cells; who is in a cell
 * counts its own hits, and hits of others there take from its credit until one of them takes its
 * place (Boyer and Moore's majority vote, a cell each; HeavyKeeper, USENIX ATC 2018, is of the same
 * family). So a flood from many addresses does not hide the few that keep coming.
 *
 * <p>Bounded and of one size. Thread-safe; a hit allocates nothing and waits for nobody: where
 * another thread is at the same cell, it is not counted.
 */
final class Offenders {

  private static final int CELLS = 1024;
  private static final int READING_TRIES = 1000;

  private final NetworkHash hash = new NetworkHash();
  private final ClientPrefix clients;

  /** One bit of a lock for each cell. */
  private final AtomicIntegerArray taken = new AtomicIntegerArray(CELLS);

  // Of each cell; read and written by who has taken it.
  private final long[] high = new long[CELLS];
  private final long[] low = new long[CELLS];
  private final long[] hits = new long[CELLS];
  private final long[] credit = new long[CELLS];
  private final @Nullable String[] rules = new String[CELLS];

  Offenders(ClientPrefix clients) {
    this.clients = clients;
  }

  /** A client that was hit, how often about, and by which rule the last time. Immutable. */
  static final class Offender {
    final String client;
    final String rule;
    final long hits;

    Offender(String client, String rule, long hits) {
      this.client = client;
      this.rule = rule;
      this.hits = hits;
    }
  }

  /** Counts a hit. Allocates nothing for IPv4. */
  void hit(InetAddress client, String rule) {
    long high = clients.high(client);
    long low = clients.low(client);
    long hash = this.hash.of(high, low);
    int first = (int) (hash & CELLS - 1);
    int second = (int) (hash >>> 32 & CELLS - 1);
    if (count(first, high, low, rule) || count(second, high, low, rule)) {
      return;
    }
    challenge(credit[first] <= credit[second] ? first : second, high, low, rule);
  }

  /** Counts a hit of the client that is in a cell; false if it is not there. */
  private boolean count(int cell, long high, long low, String rule) {
    if (this.high[cell] != high || this.low[cell] != low || !take(cell)) {
      return false;
    }
    try {
      boolean same = hits[cell] > 0 && this.high[cell] == high && this.low[cell] == low;
      if (same) {
        hits[cell]++;
        credit[cell]++;
        rules[cell] = rule;
      }
      return same;
    } finally {
      taken.set(cell, 0);
    }
  }

  private void challenge(int cell, long high, long low, String rule) {
    if (!take(cell)) {
      return;
    }
    try {
      if (--credit[cell] < 0) {
        this.high[cell] = high;
        this.low[cell] = low;
        hits[cell] = 1;
        credit[cell] = 1;
        rules[cell] = rule;
      }
    } finally {
      taken.set(cell, 0);
    }
  }

  private boolean take(int cell) {
    return taken.compareAndSet(cell, 0, 1);
  }

  /**
   * The worst ones, the worst first.
   *
   * @param most how many at most
   */
  List<Offender> worst(int most) {
    List<Offender> all = new ArrayList<>();
    for (int cell = 0; cell < CELLS; cell++) {
      Offender one = look(cell);
      if (one != null) {
        all.add(one);
      }
    }
    all.sort((one, other) -> Long.compare(other.hits, one.hits));
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }

  private @Nullable Offender look(int cell) {
    for (int i = 0; i < READING_TRIES; i++) {
      if (take(cell)) {
        try {
          String rule = rules[cell];
          return rule == null
              ? null
              : new Offender(clients.text(high[cell], low[cell]), rule, hits[cell]);
        } finally {
          taken.set(cell, 0);
        }
      }
      Thread.onSpinWait();
    }
    return null;
  }
}
