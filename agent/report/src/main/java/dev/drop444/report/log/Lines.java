package dev.drop444.report.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Cuts a stream into lines and reads each. Bounded: what is too long for a line is skipped. */
final class Lines {

  /** No line of ours is a tenth of that. */
  static final int LONGEST = 1 << 16;

  private static final int EXCERPT = 160;

  private final String file;
  private final LineConsumer consumer;
  private final LogLine line = new LogLine();
  private final byte[] buffer = new byte[2 * LONGEST];
  private long number;

  /** How many bytes of the line are not printable ASCII; more than one is two. */
  private int odd;

  Lines(String file, LineConsumer consumer) {
    this.file = file;
    this.consumer = consumer;
  }

  /** Reads a stream to its end, and returns the number of its lines. */
  long read(InputStream in) throws IOException {
    int filled = 0;
    // Whether the beginning of what is in the buffer belongs to a line that is too long.
    boolean tooLong = false;
    while (true) {
      int more = in.read(buffer, filled, buffer.length - filled);
      if (more < 0) {
        break;
      }
      int begin = 0;
      int limit = filled + more;
      for (int i = filled; i < limit; i++) {
        byte b = buffer[i];
        if (b >= ' ' && b <= '~') {
          continue;
        }
        if (b != '\n') {
          odd = Math.min(2, odd + 1);
        } else {
          if (tooLong) {
            tooLong = false;
          } else {
            line(begin, i);
          }
          begin = i + 1;
          odd = 0;
        }
      }
      if (tooLong) {
        begin = limit;
      } else if (limit - begin > LONGEST) {
        number++;
        consumer.notUnderstood(file, number, excerpt(begin, limit));
        tooLong = true;
        begin = limit;
      }
      filled = limit - begin;
      System.arraycopy(buffer, begin, buffer, 0, filled);
    }
    if (filled > 0) {
      line(0, filled);
    }
    return number;
  }

  private void line(int begin, int lineEnd) {
    number++;
    boolean windows = lineEnd > begin && buffer[lineEnd - 1] == '\r';
    int end = windows ? lineEnd - 1 : lineEnd;
    if (end == begin) {
      return;
    }
    boolean printable = odd == (windows ? 1 : 0);
    if (printable && line.read(buffer, begin, end)) {
      consumer.line(line);
    } else {
      consumer.notUnderstood(file, number, excerpt(begin, end));
    }
  }

  private String excerpt(int begin, int end) {
    int length = Math.min(end - begin, EXCERPT);
    return new String(buffer, begin, length, StandardCharsets.UTF_8)
        + (length < end - begin ? "..." : "");
  }
}
