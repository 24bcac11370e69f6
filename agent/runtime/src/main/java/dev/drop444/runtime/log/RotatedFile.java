package dev.drop444.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.drop444.engine.journal.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A log file that is rotated by size: {@code drop.log}, {@code drop.log.1}, … It notices when
 * somebody has moved or deleted it, as logrotate does. Not thread-safe.
 */
final class RotatedFile {

  private final Context context;
  private final Path path;
  private final LogFile place;
  private @Nullable RollingFileAppender<ILoggingEvent> appender;

  /** What tells the file from another one at the same path; null where the system has no such. */
  private @Nullable Object identity;

  /** What went wrong with the last write. */
  private @Nullable String failure;

  RotatedFile(Context context, Path path, LogFile place) {
    this.context = context;
    this.path = path;
    this.place = place;
    // Logback swallows what fails in a write, and tells its listeners.
    StatusListener listener = this::noticed;
    context.getStatusManager().add(listener);
  }

  private void noticed(Status status) {
    if (status.getLevel() == Status.ERROR) {
      Throwable thrown = status.getThrowable();
      failure = thrown == null ? status.getMessage() : String.valueOf(thrown.getMessage());
    }
  }

  boolean isOpen() {
    return appender != null;
  }

  /**
   * Opens the file, and makes its folder where that is missing.
   *
   * @throws IOException if it cannot be written
   */
  void open() throws IOException {
    close();
    failure = null;
    if (path.getParent() != null) {
      Files.createDirectories(path.getParent());
    }
    endHalfLine();
    RollingFileAppender<ILoggingEvent> fresh = new RollingFileAppender<>();
    fresh.setContext(context);
    fresh.setName("file");
    fresh.setFile(path.toString());
    fresh.setEncoder(LogbackLog.lines(context));
    FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(fresh);
    // The path is part of a pattern; the configuration takes no %.
    window.setFileNamePattern(path + ".%i");
    window.setMinIndex(1);
    window.setMaxIndex(place.mostFiles() - 1);
    window.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(place.mostBytes()));
    size.setCheckIncrement(Duration.buildBySeconds(1));
    size.start();
    fresh.setRollingPolicy(window);
    fresh.setTriggeringPolicy(size);
    fresh.start();
    if (!fresh.isStarted()) {
      throw new IOException(failure == null ? "cannot be opened" : failure);
    }
    appender = fresh;
    identity = identity();
  }

  /** What a process left that was killed in the middle of a line. */
  private void endHalfLine() throws IOException {
    if (!Files.isRegularFile(path)) {
      return;
    }
    try (SeekableByteChannel file =
        Files.newByteChannel(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = file.size();
      ByteBuffer last = ByteBuffer.allocate(1);
      if (size > 0 && file.position(size - 1).read(last) == 1 && last.get(0) != '\n') {
        file.position(size).write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
    }
  }

  private @Nullable Object identity() {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException gone) {
      return null;
    }
  }

  /** Whether what we write to is what stands at the path. */
  boolean isInPlace() {
    return Files.exists(path) && Objects.equals(identity, identity());
  }

  /**
   * Writes a line.
   *
   * @throws IOException if that failed
   */
  void write(ILoggingEvent line) throws IOException {
    RollingFileAppender<ILoggingEvent> open = appender;
    if (open == null) {
      throw new IOException("is not open");
    }
    open.doAppend(line);
    if (failure != null) {
      throw new IOException(failure);
    }
  }

  void close() {
    if (appender != null) {
      appender.stop();
      appender = null;
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
