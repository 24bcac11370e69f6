package dev.drop444.it.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a process wrote to its standard output and error, or to a log file. Read only. */
public final class ProcessLog {

  private final Path file;

  /** The log in a file, which need not be there yet. */
  public ProcessLog(Path file) {
    this.file = file;
  }

  public Path file() {
    return file;
  }

  /** How much there is now, in bytes: a place to read on from. */
  public long mark() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The complete lines since a mark. */
  public List<String> since(long mark) {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      byte[] all = Files.readAllBytes(file);
      int end = all.length;
      while (end > mark && all[end - 1] != '\n') {
        end--;
      }
      return new String(all, (int) mark, end - (int) mark, UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String all() {
    return String.join("\n", since(0));
  }
}
