package dev.drop444.benchmarks.memory;

/** How much of this JVM's heap is in use by what can be reached. */
final class HeapUse {

  private static final int MOST_COLLECTIONS = 20;
  private static final long SAME_BYTES = 64 << 10;

  private HeapUse() {}

  /** Bytes in use after as many collections as it takes to find no more garbage. */
  static long bytes() {
    Runtime runtime = Runtime.getRuntime();
    long before = Long.MAX_VALUE;
    for (int i = 0; i < MOST_COLLECTIONS; i++) {
      System.gc();
      long used = runtime.totalMemory() - runtime.freeMemory();
      if (before - used < SAME_BYTES) {
        return used;
      }
      before = used;
    }
    return before;
  }
}
