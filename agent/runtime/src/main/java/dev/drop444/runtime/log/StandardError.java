package dev.drop444.runtime.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/**
 * Writes each message as a line to the process's standard error, in one piece. Where the log goes
 * unless somebody wants a file, and so it makes do without Logback: that loads two hundred classes
 * at the start of every server, to write one line there. Used by the journal's thread only.
 */
final class StandardError extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1;

  private final transient OutputStream out;

  private StandardError(OutputStream out) {
    this.out = out;
    this.name = "drop444";
  }

  /** One that writes to the file descriptor itself, because servers replace System.err. */
  static StandardError ofThisProcess() {
    return to(new FileOutputStream(FileDescriptor.err));
  }

  static StandardError to(OutputStream out) {
    return new StandardError(out);
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String line,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    try {
      out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }
}
