package dev.drop444.report;

import dev.drop444.report.count.Digest;
import dev.drop444.report.log.Logs;
import dev.drop444.report.log.ReadLog;
import dev.drop444.report.page.Page;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What drop logs say, and the page that shows it. Not thread-safe. */
public final class Report {

  private final Digest digest;
  private final List<ReadLog> logs;

  private Report(Digest digest, List<ReadLog> logs) {
    this.digest = digest;
    this.logs = logs;
  }

  /**
   * Reads logs, each once from front to back, in some tens of megabytes of memory whatever their
   * size: text, JSON lines or both, plain or gzip, in any order.
   *
   * @param logs their names; {@code -} is standard input
   * @param progress is told how far reading has come
   * @throws UnreadableLogException if one cannot be read; its message is for the operator
   */
  public static Report of(List<Path> logs, Progress progress) throws UnreadableLogException {
    Digest digest = new Digest();
    return new Report(digest, new Logs(logs, progress).read(digest));
  }

  /** How many requests and connections the logs tell of. */
  public long decisions() {
    return digest.sums().all();
  }

  /** How many lines were none of a drop log. */
  public long notUnderstood() {
    return digest.notUnderstood();
  }

  /**
   * Writes the page. What was there is replaced when the page is complete, and stays otherwise.
   *
   * @param html the file; its folder exists
   */
  public void writeTo(Path html) throws IOException {
    Path target = html.toAbsolutePath();
    if (!Files.isDirectory(target.resolveSibling("."))) {
      throw new NoSuchFileException(html.toString(), null, "there is no such folder");
    }
    String unique = Long.toString(ThreadLocalRandom.current().nextLong() & Long.MAX_VALUE, 36);
    Path beside = target.resolveSibling("." + target.getFileName() + "." + unique + ".tmp");
    try {
      try (Writer out =
          Files.newBufferedWriter(
              beside,
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE)) {
        writeTo(out);
      }
      move(beside, target);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Writes the page, and closes nothing. */
  public void writeTo(Appendable out) throws IOException {
    out.append(Page.of(digest, logs, Instant.now()));
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
