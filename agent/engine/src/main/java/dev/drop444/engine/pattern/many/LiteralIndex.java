package dev.drop444.engine.pattern.many;

import java.util.Arrays;
import java.util.List;

/**
 * Finds all occurrences of many literals in one pass (Aho and Corasick 1975): a trie of the
 * literals, in which each node knows where to go on when the next byte fits nowhere below it. That
 * costs at most two steps a byte, however many literals there are.
 *
 * <p>The trie's edges lie in one hash table, so that it is as large as the literals are long; a
 * table with a row for each node would be fifty times that. Immutable.
 */
final class LiteralIndex {

  /** No literal has begun. */
  static final int ROOT = 0;

  private static final int NO_EDGE = 0;

  /** More bytes of literals than this are refused: an edge's key must fit an int. */
  private static final int MAX_BYTES = 1 << 22;

  private final int[] fromRoot = new int[256];
  private final int[] edges;
  private final int[] targets;

  /** For each node, the longest proper suffix of it that is a node. */
  private final int[] fallback;

  /** For each node, the longest suffix of it that is a literal, itself included; ROOT if none. */
  private final int[] report;

  /**
   * Where the numbers of a node's literals begin in {@link #numbers}; they end where the next's do.
   */
  private final int[] first;

  private final int[] numbers;
  private int nodes = 1;

  LiteralIndex(List<byte[]> literals) {
    int bytes = 0;
    for (byte[] literal : literals) {
      bytes += literal.length;
      if (bytes > MAX_BYTES) {
        throw new IllegalArgumentException("all patterns together are longer than 4 MiB");
      }
    }
    int slots = Integer.highestOneBit(bytes + 1) * 4;
    this.edges = new int[slots];
    this.targets = new int[slots];
    int[] parents = new int[bytes + 1];
    byte[] values = new byte[bytes + 1];
    int[] depths = new int[bytes + 1];
    int[] ends = new int[literals.size()];
    for (int i = 0; i < ends.length; i++) {
      int node = ROOT;
      for (byte value : literals.get(i)) {
        int next = child(node, value & 0xff);
        if (next == NO_EDGE) {
          next = nodes++;
          parents[next] = node;
          values[next] = value;
          depths[next] = depths[node] + 1;
          addEdge(node, value & 0xff, next);
        }
        node = next;
      }
      ends[i] = node;
    }
    this.first = new int[nodes + 1];
    this.numbers = new int[ends.length];
    group(ends);
    this.fallback = new int[nodes];
    this.report = new int[nodes];
    for (int node : byDepth(depths)) {
      int parent = parents[node];
      fallback[node] = parent == ROOT ? ROOT : step(fallback[parent], values[node] & 0xff);
      report[node] = first[node] < first[node + 1] ? node : report[fallback[node]];
    }
  }

  /** Counting sort of the literals by the node at which they end; it keeps their order. */
  private void group(int[] ends) {
    for (int end : ends) {
      first[end + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      first[node + 1] += first[node];
    }
    int[] next = first.clone();
    for (int i = 0; i < ends.length; i++) {
      numbers[next[ends[i]]++] = i;
    }
  }

  /** All nodes but the root, the shallow ones first: a fallback must be there before it is used. */
  private int[] byDepth(int[] depths) {
    long[] order = new long[nodes - 1];
    for (int node = 1; node < nodes; node++) {
      order[node - 1] = (long) depths[node] << 32 | node;
    }
    Arrays.sort(order);
    int[] sorted = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = (int) order[i];
    }
    return sorted;
  }

  private void addEdge(int node, int value, int target) {
    if (node == ROOT) {
      fromRoot[value] = target;
      return;
    }
    int edge = node << 8 | value;
    int slot = slot(edge);
    while (edges[slot] != NO_EDGE) {
      slot = (slot + 1) & (edges.length - 1);
    }
    edges[slot] = edge;
    targets[slot] = target;
  }

  private int child(int node, int value) {
    if (node == ROOT) {
      return fromRoot[value];
    }
    int edge = node << 8 | value;
    for (int slot = slot(edge); edges[slot] != NO_EDGE; slot = (slot + 1) & (edges.length - 1)) {
      if (edges[slot] == edge) {
        return targets[slot];
      }
    }
    return NO_EDGE;
  }

  private int slot(int edge) {
    int mixed = edge * 0x9E3779B1;
    return (mixed ^ mixed >>> 15) & (edges.length - 1);
  }

  /**
   * The node after a byte.
   *
   * @param value 0 to 255, or -1 for what is in no literal
   */
  int step(int node, int value) {
    if (value < 0) {
      return ROOT;
    }
    for (int from = node; from != ROOT; from = fallback[from]) {
      int next = child(from, value);
      if (next != NO_EDGE) {
        return next;
      }
    }
    return fromRoot[value];
  }

  /** The node of the longest literal that ends here; {@link #ROOT} if none does. */
  int longest(int node) {
    return report[node];
  }

  /** The node of the next shorter literal that ends where this one does. */
  int shorter(int node) {
    return report[fallback[node]];
  }

  /** The first of a node's literals: an index for {@link #literal}. */
  int from(int node) {
    return first[node];
  }

  /** After the last of a node's literals. */
  int to(int node) {
    return first[node + 1];
  }

  /** The place of a literal in the list that this was made from. */
  int literal(int index) {
    return numbers[index];
  }
}
