package dev.drop444.report.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The most frequent keys of a stream, in bounded memory: Space-Saving (Metwally, Agrawal and El
 * Abbadi, "Efficient Computation of Frequent and Top-k Elements in Data Streams", ICDT 2005), with
 * weights. As long as there are no more keys than places, all counts are exact. After that, a new
 * key takes the place of the least one, and its count, which is remembered as its error: what is
 * more frequent than the total divided by the number of places is never missed. Not thread-safe.
 */
public final class HeavyHitters {

  private static final Comparator<Hitter> MOST_FIRST =
      Comparator.comparingLong((Hitter hitter) -> hitter.count)
          .reversed()
          .thenComparing(hitter -> hitter.key);

  private final int capacity;
  private final Map<String, Hitter> hitters = new HashMap<>();

  /** A heap whose root has the least count; empty as long as there is room for all. */
  private final List<Hitter> heap = new ArrayList<>();

  private long total;

  /** At most so many keys are counted at once. */
  public HeavyHitters(int capacity) {
    this.capacity = capacity;
  }

  /** Counts a key, and returns what is remembered of it. */
  public Note add(String key, long weight) {
    total += weight;
    Hitter hitter = hitters.get(key);
    if (hitter == null) {
      hitter = hitters.size() < capacity ? new Hitter(key) : takeOverLeast(key);
      hitters.put(key, hitter);
    }
    hitter.count += weight;
    if (!heap.isEmpty()) {
      down(hitter);
    }
    return hitter.note;
  }

  private Hitter takeOverLeast(String key) {
    if (heap.isEmpty()) {
      // What is sorted is a heap, too.
      heap.addAll(hitters.values());
      heap.sort(MOST_FIRST.reversed());
      for (int i = 0; i < heap.size(); i++) {
        heap.get(i).place = i;
      }
    }
    Hitter least = heap.get(0);
    hitters.remove(least.key);
    least.key = key;
    least.error = least.count;
    least.note = new Note();
    return least;
  }

  private void down(Hitter hitter) {
    while (true) {
      int child = 2 * hitter.place + 1;
      if (child >= heap.size()) {
        return;
      }
      if (child + 1 < heap.size() && heap.get(child + 1).count < heap.get(child).count) {
        child++;
      }
      Hitter least = heap.get(child);
      if (least.count >= hitter.count) {
        return;
      }
      swap(hitter, least);
    }
  }

  private void swap(Hitter one, Hitter other) {
    int place = one.place;
    one.place = other.place;
    other.place = place;
    heap.set(one.place, one);
    heap.set(other.place, other);
  }

  /** The most frequent ones, those first that are most frequent. */
  public List<Hitter> top(int most) {
    List<Hitter> sorted = new ArrayList<>(hitters.values());
    sorted.sort(MOST_FIRST);
    return List.copyOf(sorted.subList(0, Math.min(most, sorted.size())));
  }

  /** How many keys are counted now; all there were, if it is exact. */
  public int size() {
    return hitters.size();
  }

  /** Whether no key was ever left out. */
  public boolean isExact() {
    return heap.isEmpty();
  }

  /** The sum of all weights. */
  public long total() {
    return total;
  }
}
