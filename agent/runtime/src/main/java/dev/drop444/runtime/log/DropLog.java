package dev.drop444.runtime.log;

import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.journal.LogFile;
import dev.drop444.engine.journal.LogTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The drop log as a configuration wants it. Not even Logback's types are loaded before it is
 * opened: a server may insist on being the first to touch logging.
 */
public final class DropLog implements LogTarget {

  private final LogFile place;
  private @Nullable Runnable closing;

  private DropLog(LogFile place) {
    this.place = place;
  }

  /** The one of a configuration. */
  public static DropLog of(Configuration configuration) {
    String name = configuration.get(KeyTable.LOG);
    boolean file = !name.equals(LogFile.STANDARD_ERROR) && !name.equals(LogFile.NONE);
    return new DropLog(
        new LogFile(
            file ? configuration.path(name) : null,
            configuration.get(KeyTable.LOG_MAX_SIZE),
            configuration.get(KeyTable.LOG_MAX_FILES)));
  }

  @Override
  public Logger open() {
    if (place.path() == null) {
      return StandardError.ofThisProcess();
    }
    LogbackLog log = LogbackLog.to(place);
    closing = log::close;
    return log.logger();
  }

  @Override
  public void close() {
    if (closing != null) {
      closing.run();
    }
  }
}
