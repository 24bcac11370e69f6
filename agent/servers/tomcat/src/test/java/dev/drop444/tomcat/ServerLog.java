package dev.drop444.tomcat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Tomcat writes to its log, at the levels that are on by default, instead of the console. */
final class ServerLog extends Handler {

  /** How many there are. */
  private static final AtomicInteger OPEN = new AtomicInteger();

  final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger tomcat = Logger.getLogger("org.apache");

  ServerLog() {
    OPEN.incrementAndGet();
    tomcat.setUseParentHandlers(false);
    tomcat.addHandler(this);
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line.getLevel() + " " + line.getMessage() + " " + line.getThrown());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    tomcat.removeHandler(this);
    if (OPEN.decrementAndGet() == 0) {
      tomcat.setUseParentHandlers(true);
    }
  }
}
