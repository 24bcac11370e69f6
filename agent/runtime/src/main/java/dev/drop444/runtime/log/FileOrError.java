package dev.drop444.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a file, and while that cannot be had (no such folder, no permission, the disk is full)
 * to standard error, where it also says so. Used by the journal's thread only.
 */
final class FileOrError extends AppenderBase<ILoggingEvent> {

  /** How long after a failure the file is tried again. */
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** How often it is looked for whether the file was moved or deleted. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final RotatedFile file;
  private final Appender<ILoggingEvent> error;
  private final PrintStream sentences;
  private long due = System.nanoTime();

  FileOrError(RotatedFile file, Appender<ILoggingEvent> error, PrintStream sentences) {
    this.file = file;
    this.error = error;
    this.sentences = sentences;
  }

  @Override
  protected void append(ILoggingEvent line) {
    try {
      if (System.nanoTime() - due >= 0) {
        due = System.nanoTime() + LOOK_NANOS;
        if (!file.isOpen() || !file.isInPlace()) {
          file.open();
        }
      }
      if (file.isOpen()) {
        file.write(line);
        return;
      }
    } catch (IOException | RuntimeException failure) {
      file.close();
      due = System.nanoTime() + RETRY_NANOS;
      sentences.println(
          "drop444: cannot write the log to "
              + file
              + " ("
              + failure
              + "); it goes here until that works again");
    }
    error.doAppend(line);
  }

  @Override
  public void stop() {
    file.close();
    super.stop();
  }
}
