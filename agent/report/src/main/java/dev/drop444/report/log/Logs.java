package dev.drop444.report.log;

import dev.drop444.report.Progress;
import dev.drop444.report.UnreadableLogException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Opens logs, one after the other; what is compressed says so in its first bytes. */
public final class Logs {

  /** The name that stands for standard input. */
  public static final String STANDARD_INPUT = "-";

  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC_1 = 0x1f;
  private static final int GZIP_MAGIC_2 = 0x8b;

  private final List<Path> paths;
  private final Progress progress;
  private long bytesOfAll;
  private long bytesRead;

  /** Logs to be read in this order; the order does not matter to what is counted. */
  public Logs(List<Path> paths, Progress progress) {
    this.paths = paths;
    this.progress = progress;
  }

  /**
   * Reads all of them. Closes standard input never.
   *
   * @throws UnreadableLogException at the first one that cannot be read; nothing is left open
   */
  public List<ReadLog> read(LineConsumer consumer) throws UnreadableLogException {
    // First, so that a misspelt name is told before minutes are spent on the others.
    for (Path path : paths) {
      bytesOfAll = bytesOfAll < 0 ? -1 : plus(bytesOfAll, size(path));
    }
    List<ReadLog> read = new ArrayList<>();
    progress.read(0, bytesOfAll);
    for (Path path : paths) {
      long before = bytesRead;
      String name = isStandardInput(path) ? "standard input" : path.toString();
      try {
        long lines;
        if (isStandardInput(path)) {
          lines = new Lines(name, consumer).read(decompressed(new Counted(System.in)));
        } else {
          try (InputStream in = Files.newInputStream(path);
              InputStream plain = decompressed(new Counted(in))) {
            lines = new Lines(name, consumer).read(plain);
          }
        }
        read.add(new ReadLog(name, bytesRead - before, lines));
      } catch (IOException e) {
        throw new UnreadableLogException(name, reason(e), e);
      }
    }
    progress.read(bytesRead, bytesRead);
    return read;
  }

  private static long plus(long sum, long size) {
    return size < 0 ? -1 : sum + size;
  }

  private static boolean isStandardInput(Path path) {
    return path.toString().equals(STANDARD_INPUT);
  }

  /** Its size in bytes, -1 if it has none. */
  private static long size(Path path) throws UnreadableLogException {
    if (isStandardInput(path)) {
      return -1;
    }
    String name = path.toString();
    if (Files.isDirectory(path)) {
      throw new UnreadableLogException(name, "is a directory", null);
    }
    try {
      long size = Files.size(path);
      return Files.isRegularFile(path) ? size : -1;
    } catch (IOException e) {
      throw new UnreadableLogException(name, reason(e), e);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static InputStream decompressed(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    boolean compressed = buffered.read() == GZIP_MAGIC_1 && buffered.read() == GZIP_MAGIC_2;
    buffered.reset();
    return compressed ? new GZIPInputStream(buffered, BUFFER) : buffered;
  }

  /** Tells how far it was read. */
  private final class Counted extends FilterInputStream {

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        count(1);
      }
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      if (read > 0) {
        count(read);
      }
      return read;
    }

    private void count(int bytes) {
      bytesRead += bytes;
      // A log that grows while it is read is never more than read.
      progress.read(bytesRead, bytesOfAll < 0 ? -1 : Math.max(bytesRead, bytesOfAll));
    }
  }
}
