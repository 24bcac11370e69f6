package dev.drop444.engine.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines about decisions, for somebody who wants to see them without the log. */
final class LastLines {

  static final int MOST = 50;

  private final Deque<String> lines = new ArrayDeque<>(MOST);

  /** Keeps a line, as text. */
  void add(Entry entry, LogLine written) {
    LogLine line = written;
    if (!(line instanceof TextLine)) {
      line = LogFormat.TEXT.line(entry.millis());
      entry.describe(line);
    }
    keep(line.toString());
  }

  private synchronized void keep(String line) {
    if (lines.size() == MOST) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /** The newest last. */
  synchronized List<String> copy() {
    return new ArrayList<>(lines);
  }
}
