package dev.drop444.report.log;

/** Is told what a log says, line by line. */
public interface LineConsumer {

  /**
   * A line.
   *
   * @param line is read over with the next one when this returns
   */
  void line(LogLine line);

  /**
   * A line that is none of a drop log.
   *
   * @param file where it stands
   * @param number of the line, from 1
   * @param beginning of the line
   */
  void notUnderstood(String file, long number, String beginning);
}
