package dev.drop444.runtime.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.OutputStreamAppender;
import dev.drop444.engine.journal.LogFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;

/** A Logback of its own, with one logger that writes each message as a line. */
final class LogbackLog {

  private final LoggerContext context;
  private final Logger logger;

  private LogbackLog(LoggerContext context, Appender<ILoggingEvent> appender) {
    this.context = context;
    ch.qos.logback.classic.Logger log = context.getLogger("drop444");
    log.addAppender(appender);
    this.logger = log;
    context.start();
  }

  /** One that writes to a place. */
  static LogbackLog to(LogFile place) {
    // The file descriptor itself, because servers replace System.err (WildFly turns it into log
    // records of level ERROR).
    return to(place, new FileOutputStream(FileDescriptor.err));
  }

  /**
   * One that writes to a place.
   *
   * @param standardError what is written to where there is no file
   */
  static LogbackLog to(LogFile place, OutputStream standardError) {
    LoggerContext context = new LoggerContext();
    context.setName("drop444");
    // SLF4J would set it if it had made the context; without one, every event fails unseen.
    context.setMDCAdapter(new LogbackMDCAdapter());
    OutputStreamAppender<ILoggingEvent> error = new OutputStreamAppender<>();
    error.setContext(context);
    error.setName("standard-error");
    error.setEncoder(lines(context));
    error.setOutputStream(new StaysOpen(standardError));
    error.start();
    Path path = place.path();
    if (path == null) {
      return new LogbackLog(context, error);
    }
    FileOrError file =
        new FileOrError(
            new RotatedFile(context, path, place),
            error,
            new PrintStream(standardError, /* autoFlush= */ true, StandardCharsets.UTF_8));
    file.setContext(context);
    file.setName("file-or-error");
    file.start();
    return new LogbackLog(context, file);
  }

  /** Each message as a line. */
  static PatternLayoutEncoder lines(Context context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%msg%n");
    encoder.start();
    return encoder;
  }

  Logger logger() {
    return logger;
  }

  /** Closes files. */
  void close() {
    context.getLogger("drop444").detachAndStopAllAppenders();
  }
}
