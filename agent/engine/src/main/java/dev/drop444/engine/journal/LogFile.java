package dev.drop444.engine.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the log is written, as the configuration says it. Immutable. */
public final class LogFile {

  /** The word for the process's standard error. */
  public static final String STANDARD_ERROR = "stderr";

  /** The word for no drops; what an operator should act on goes to standard error. */
  public static final String NONE = "none";

  private final @Nullable Path path;
  private final long mostBytes;
  private final int mostFiles;

  /**
   * A place.
   *
   * @param path null for standard error
   * @param mostBytes about how large a file may become before the next one is begun
   * @param mostFiles how many files there are at most, the one that is written included
   */
  public LogFile(@Nullable Path path, long mostBytes, int mostFiles) {
    this.path = path;
    this.mostBytes = mostBytes;
    this.mostFiles = mostFiles;
  }

  /** The file; null for standard error. */
  public @Nullable Path path() {
    return path;
  }

  /** About how large a file may become, in bytes. */
  public long mostBytes() {
    return mostBytes;
  }

  /** How many files there are at most, the one that is written included. */
  public int mostFiles() {
    return mostFiles;
  }
}
