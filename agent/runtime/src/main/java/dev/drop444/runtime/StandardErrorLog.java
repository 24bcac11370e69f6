package dev.drop444.runtime;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * The drop log on the process's standard error, one line an event, as the journal wrote it.
 *
 * <p>Logback is configured by code alone: its own search for configuration would find the
 * application's files and system properties. The stream is the file descriptor itself, because
 * servers replace {@code System.err} (WildFly turns it into log records of level ERROR).
 */
final class StandardErrorLog implements Supplier<Logger> {

  @Override
  public Logger get() {
    LoggerContext context = new LoggerContext();
    context.setName("drop444");
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%msg%n");
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setName("standard-error");
    appender.setEncoder(encoder);
    appender.setOutputStream(new FileOutputStream(FileDescriptor.err));
    appender.start();
    ch.qos.logback.classic.Logger logger = context.getLogger("drop444");
    logger.addAppender(appender);
    context.start();
    return logger;
  }
}
