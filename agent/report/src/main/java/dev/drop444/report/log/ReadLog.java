package dev.drop444.report.log;

/** A log that was read. Immutable. */
public final class ReadLog {

  private final String name;
  private final long bytes;
  private final long lines;

  ReadLog(String name, long bytes, long lines) {
    this.name = name;
    this.bytes = bytes;
    this.lines = lines;
  }

  /** As the operator named it. */
  public String name() {
    return name;
  }

  /** How much was read, as it lies on the disk. */
  public long bytes() {
    return bytes;
  }

  /** How many lines it has, empty ones included. */
  public long lines() {
    return lines;
  }
}
