package dev.drop444.engine;

import dev.drop444.engine.ban.BanFile;
import dev.drop444.engine.ban.Bans;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Bans that outlive the process, in the file that {@code ban-file} names: read once, before the
 * first connections are many, and written when bans have changed, at most every few seconds and at
 * the end. Not thread-safe; whoever does the chores does this, too.
 */
final class KeptBans {

  private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final Bans bans;
  private final Path path;
  private final BanFile file;
  private final Journal journal;
  private final TimeSource time;
  private boolean read;
  private boolean failed;
  private long written;
  private long writtenNanos;

  KeptBans(Bans bans, Path path, Journal journal, TimeSource time) {
    this.bans = bans;
    this.path = path;
    this.file = new BanFile(path);
    this.journal = journal;
    this.time = time;
  }

  /**
   * Reads the file, the first time, and writes it if it is time to.
   *
   * @return whether bans were read
   */
  boolean tick() {
    if (!read) {
      return read();
    }
    if (time.nanoTime() - writtenNanos >= INTERVAL_NANOS) {
      write();
    }
    return false;
  }

  private boolean read() {
    read = true;
    long before = bans.changes();
    try {
      int broken = file.readInto(bans);
      long restored = bans.changes() - before;
      journal.info(restored + " bans were read from " + path);
      if (broken > 0) {
        journal.warn(broken + " lines of " + path + " are no bans and were passed over");
      }
    } catch (IOException unreadable) {
      journal.warn("the bans in " + path + " cannot be read: " + unreadable);
    }
    written = bans.changes();
    writtenNanos = time.nanoTime();
    return written != before;
  }

  /** Writes what has changed since the last time, if the file was read before. */
  void write() {
    long now = bans.changes();
    if (!read || now == written) {
      return;
    }
    writtenNanos = time.nanoTime();
    try {
      file.write(bans);
      written = now;
      failed = false;
    } catch (IOException unwritable) {
      if (!failed) {
        journal.warn("the bans cannot be written to " + path + ": " + unwritable);
      }
      failed = true;
    }
  }
}
