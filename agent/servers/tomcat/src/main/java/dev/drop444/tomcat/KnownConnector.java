package dev.drop444.tomcat;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a connector that has accepted a connection since drop444 came. Does not keep it
 * from being collected. Thread-safe.
 */
final class KnownConnector {

  /** How much of a fresh connection is read before Tomcat reads it, in bytes. */
  static final int EARLY_BYTES = 4096;

  /** How old an answer about access logs may be. */
  private static final long LOGS_NANOS = TimeUnit.SECONDS.toNanos(1);

  final TomcatWorkers workers;

  /** HTTP is spoken at it, and not AJP. */
  final boolean http;

  /** Of the acceptor, of which there is one; in Tomcat 8.5 others may be asked for. */
  private final AtomicReference<@Nullable ByteBuffer> spare = new AtomicReference<>();

  private volatile long logsLookedFor = System.nanoTime() - LOGS_NANOS;
  private volatile boolean logs = true;

  KnownConnector(TomcatWorkers workers, boolean http) {
    this.workers = workers;
    this.http = http;
  }

  /** An empty direct buffer that nobody else has. */
  ByteBuffer takeBuffer() {
    ByteBuffer buffer = spare.getAndSet(null);
    return buffer == null ? ByteBuffer.allocateDirect(EARLY_BYTES) : buffer.clear();
  }

  void giveBuffer(ByteBuffer taken) {
    spare.set(taken);
  }

  /** Whether it is time to {@link #tellLogs again}. */
  boolean wantsLogs() {
    long now = System.nanoTime();
    if (now - logsLookedFor < LOGS_NANOS) {
      return false;
    }
    logsLookedFor = now;
    return true;
  }

  void tellLogs(boolean logs) {
    this.logs = logs;
  }

  /** Whether a request may have a line in an access log of Tomcat's; where unknown, it may. */
  boolean mayLog() {
    return logs;
  }
}
