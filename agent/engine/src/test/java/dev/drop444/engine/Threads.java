package dev.drop444.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;

/** The same work on several threads that start together. */
public final class Threads {

  public static final int COUNT = 6;

  private Threads() {}

  /** Runs it, each thread with its number, and adds up what comes back. */
  public static long sum(IntToLongFunction work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(COUNT);
    try {
      CyclicBarrier start = new CyclicBarrier(COUNT);
      List<Future<Long>> results = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        int number = i;
        results.add(
            executor.submit(
                () -> {
                  start.await();
                  return work.applyAsLong(number);
                }));
      }
      long sum = 0;
      for (Future<Long> result : results) {
        sum += result.get(2, TimeUnit.MINUTES);
      }
      return sum;
    } finally {
      executor.shutdownNow();
    }
  }
}
