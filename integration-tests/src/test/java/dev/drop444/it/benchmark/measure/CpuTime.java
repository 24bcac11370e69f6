package dev.drop444.it.benchmark.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The CPU time that a process and those that it started have taken until now, user and system
 * together: all of their threads, so the compiler's and the collector's, too. Immutable.
 *
 * <p>It is read from {@code /proc/<pid>/task/<tid>/schedstat}, where the scheduler counts
 * nanoseconds. {@code /proc/<pid>/stat} has the same in ticks of 10 ms, which is a percent of a
 * short turn. A thread that ends takes with it what it did in its last turn.
 */
public final class CpuTime {

  private final Map<String, Long> threads;

  private CpuTime(Map<String, Long> threads) {
    this.threads = threads;
  }

  /** That of a process and its descendants now. */
  public static CpuTime of(long pid) {
    Map<String, Long> threads = new HashMap<>();
    Stream.concat(Stream.of(pid), descendants(pid)).forEach(each -> read(each, threads));
    return new CpuTime(threads);
  }

  private static Stream<Long> descendants(long pid) {
    List<Long> pids =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .map(ProcessHandle::pid)
            .toList();
    return pids.stream();
  }

  private static void read(long pid, Map<String, Long> threads) {
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
      for (Path task : all) {
        readThread(task, threads);
      }
    } catch (NoSuchFileException ended) {
      // The process did, between the list and the look.
    } catch (IOException e) {
      throw new UncheckedIOException("CPU time of a process, which only Linux tells", e);
    }
  }

  private static void readThread(Path task, Map<String, Long> threads) throws IOException {
    try {
      String statistics = Files.readString(task.resolve("schedstat"));
      threads.put(
          task.getFileName().toString(),
          Long.valueOf(statistics.substring(0, statistics.indexOf(' '))));
    } catch (NoSuchFileException ended) {
      // The thread did, between the list and the look.
    }
  }

  /** That of these processes, and of others. */
  public CpuTime and(CpuTime others) {
    Map<String, Long> all = new HashMap<>(threads);
    all.putAll(others.threads);
    return new CpuTime(all);
  }

  /** What was taken since, in nanoseconds. */
  public long since(CpuTime before) {
    return threads.entrySet().stream()
        .mapToLong(thread -> thread.getValue() - before.threads.getOrDefault(thread.getKey(), 0L))
        .sum();
  }
}
