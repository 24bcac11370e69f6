package dev.drop444.it.benchmark.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** In the name of each thread of HotSpot's compilers, of which Linux keeps 15 letters. */
  private static final String COMPILER = " CompilerThre";

  private final Map<String, Long> threads;
  private final Set<String> compilers;

  private CpuTime(Map<String, Long> threads, Set<String> compilers) {
    this.threads = threads;
    this.compilers = compilers;
  }

  /** That of a process and its descendants now. */
  public static CpuTime of(long pid) {
    CpuTime now = new CpuTime(new HashMap<>(), new HashSet<>());
    Stream.concat(Stream.of(pid), descendants(pid)).forEach(now::read);
    return now;
  }

  private static Stream<Long> descendants(long pid) {
    List<Long> pids =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .map(ProcessHandle::pid)
            .toList();
    return pids.stream();
  }

  private void read(long pid) {
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
      for (Path task : all) {
        readThread(task);
      }
    } catch (NoSuchFileException ended) {
      // The process did, between the list and the look.
    } catch (IOException e) {
      throw new UncheckedIOException("CPU time of a process, which only Linux tells", e);
    }
  }

  private void readThread(Path task) throws IOException {
    try {
      String statistics = Files.readString(task.resolve("schedstat"));
      String thread = task.getFileName().toString();
      threads.put(thread, Long.valueOf(statistics.substring(0, statistics.indexOf(' '))));
      if (Files.readString(task.resolve("comm")).contains(COMPILER)) {
        compilers.add(thread);
      }
    } catch (NoSuchFileException ended) {
      // The thread did, between the list and the look.
    }
  }

  /** That of these processes, and of others. */
  public CpuTime and(CpuTime others) {
    CpuTime all = new CpuTime(new HashMap<>(threads), new HashSet<>(compilers));
    all.threads.putAll(others.threads);
    all.compilers.addAll(others.compilers);
    return all;
  }

  /** What was taken since, in nanoseconds. */
  public long since(CpuTime before) {
    return threads.keySet().stream().mapToLong(thread -> since(before, thread)).sum();
  }

  /** What the compilers of a JVM took of it, in nanoseconds. */
  public long compilersSince(CpuTime before) {
    return compilers.stream().mapToLong(thread -> since(before, thread)).sum();
  }

  private long since(CpuTime before, String thread) {
    return threads.getOrDefault(thread, 0L) - before.threads.getOrDefault(thread, 0L);
  }
}
