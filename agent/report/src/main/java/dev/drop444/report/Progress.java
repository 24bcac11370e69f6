package dev.drop444.report;

/** Is told how far reading has come: often, and on the thread that reads, so it should be quick. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress NONE = (bytes, ofBytes) -> {};

  /**
   * So much was read.
   *
   * @param bytes as they lie on the disk, compressed or not
   * @param ofBytes of all logs together; negative if that is not known, as with standard input. At
   *     the end it is what was read
   */
  void read(long bytes, long ofBytes);
}
