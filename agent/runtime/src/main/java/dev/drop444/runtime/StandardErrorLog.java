package dev.drop444.runtime;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import org.slf4j.Logger;

/**
 * The drop log on the process's standard error, one line an event, as the journal wrote it.
 *
 * <p>Logback is configured by code alone: its own search for configuration would find the
 * application's files and system properties. The stream is the file descriptor itself, because
 * servers replace {@code System.err} (WildFly turns it into log records of level ERROR).
 */
final class StandardErrorLog {

  private StandardErrorLog() {}

  /** A logger of its own, made anew at each call. */
  static Logger open() {
    return on(new FileOutputStream(FileDescriptor.err));
  }

  static Logger on(OutputStream stream) {
    LoggerContext context = new LoggerContext();
    context.setName("drop444");
    // SLF4J would set it if it had made the context; without one, every event fails unseen.
    context.setMDCAdapter(new LogbackMDCAdapter());
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%msg%n");
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setName("standard-error");
    appender.setEncoder(encoder);
    appender.setOutputStream(stream);
    appender.start();
    ch.qos.logback.classic.Logger logger = context.getLogger("drop444");
    logger.addAppender(appender);
    context.start();
    return logger;
  }
}
