package dev.drop444.it.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that the kernel sends where the server can have it so: {@code sendfile}. */
public final class SentFile {

  public static final String PATH = "/file";

  /** Large enough for every server to take the trouble. */
  static final int LENGTH = 200_000;

  private static volatile boolean written;

  private SentFile() {}

  /** In the working directory of the server; written when it is first asked for. */
  public static synchronized Path file() throws IOException {
    Path file = Path.of("sent-file").toAbsolutePath();
    if (!written) {
      byte[] content = new byte[LENGTH];
      Arrays.fill(content, (byte) '.');
      Files.write(file, content);
      written = true;
    }
    return file;
  }
}
