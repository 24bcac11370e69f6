package dev.drop444.engine.address.list;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads an address list from a stream: line by line, or, if it starts like one, as a JSON document.
 * Used once, by one thread.
 */
final class ListReader {

  /** How many broken lines are kept; all are counted. */
  static final int MAX_EXAMPLES = 20;

  /** More entries are refused: they would take more memory than an operator can have meant. */
  static final int MAX_ENTRIES = 10_000_000;

  private static final int MAX_LINE = 1 << 16;

  private final byte[] buffer = new byte[MAX_LINE];
  private final EntryReader entry = new EntryReader();
  private final JsonLine json = new JsonLine();
  private final AddressList.Builder addresses = new AddressList.Builder();
  private final List<BrokenLine> examples = new ArrayList<>();
  private @Nullable JsonDocument document;
  private int line;
  private int entries;
  private int brokenLines;

  private ListReader() {}

  /**
   * Reads a list to its end. The stream is not closed.
   *
   * @throws IOException if the stream throws it, or if there are more than {@link #MAX_ENTRIES}
   */
  static ListContent read(InputStream stream) throws IOException {
    return new ListReader().readAll(stream);
  }

  private ListContent readAll(InputStream stream) throws IOException {
    int start = 0;
    int filled = 0;
    boolean skipping = false;
    while (true) {
      int count = stream.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        break;
      }
      int searched = filled;
      filled += count;
      if (document != null) {
        document(searched, filled);
        filled = 0;
        continue;
      }
      for (int i = searched; i < filled; i++) {
        if (buffer[i] == '\n') {
          if (!skipping) {
            line(start, i);
          }
          skipping = false;
          start = i + 1;
          if (document != null) {
            line++;
            document(start, filled);
            start = filled;
            break;
          }
        }
      }
      if (start == 0 && filled == buffer.length) {
        if (!skipping) {
          overlong();
        }
        skipping = true;
        start = filled;
      }
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    }
    if (filled > 0 && !skipping) {
      line(0, filled);
    }
    if (document != null && !document.isComplete()) {
      broken(LineFault.JSON_CUT_OFF);
    }
    return new ListContent(addresses.build(), entries, brokenLines, examples);
  }

  private void overlong() throws IOException {
    line++;
    if (startsDocument(0, buffer.length)) {
      document(0, buffer.length);
    } else if (buffer[0] != '#' && buffer[0] != ';') {
      broken(LineFault.TOO_LONG);
    }
  }

  private void line(int lineStart, int lineEnd) throws IOException {
    line++;
    int from = lineStart;
    if (line == 1 && hasByteOrderMark(from, lineEnd)) {
      from += 3;
    }
    while (from < lineEnd && EntryReader.isSpace(buffer[from])) {
      from++;
    }
    if (startsDocument(from, trimmed(from, lineEnd))) {
      document(from, lineEnd);
      return;
    }
    if (from < lineEnd && buffer[from] == '{') {
      jsonLine(from, trimmed(from, lineEnd));
      return;
    }
    int comment = from;
    while (comment < lineEnd && buffer[comment] != '#' && buffer[comment] != ';') {
      comment++;
    }
    int to = trimmed(from, comment);
    if (from < to) {
      add(entry.read(buffer, from, to));
    }
  }

  /** Whether a document starts with this line; it is then read as one to its end. */
  private boolean startsDocument(int from, int to) {
    boolean first = entries == 0 && brokenLines == 0 && from < to;
    if (!first || !JsonDocument.startsWith(buffer, from, to)) {
      return false;
    }
    // On a copy, for reading may change it.
    boolean object =
        buffer[from] == '{' && json.read(Arrays.copyOfRange(buffer, from, to), 0, to - from);
    if (object && (json.cidrFrom >= 0 || json.metadata)) {
      return false;
    }
    document = new JsonDocument();
    return true;
  }

  private void document(int from, int to) throws IOException {
    JsonDocument reader = Objects.requireNonNull(document);
    for (int i = from; i < to; i++) {
      line += buffer[i] == '\n' ? 1 : 0;
      if (reader.next(buffer[i])) {
        add(entry.read(reader.text, 0, reader.length));
      }
    }
  }

  private int trimmed(int from, int end) {
    int to = end;
    while (to > from && EntryReader.isSpace(buffer[to - 1])) {
      to--;
    }
    return to;
  }

  private boolean hasByteOrderMark(int from, int end) {
    return end - from >= 3
        && buffer[from] == (byte) 0xef
        && buffer[from + 1] == (byte) 0xbb
        && buffer[from + 2] == (byte) 0xbf;
  }

  private void jsonLine(int from, int to) throws IOException {
    if (!json.read(buffer, from, to)) {
      broken(LineFault.JSON);
    } else if (json.cidrFrom >= 0) {
      add(entry.read(buffer, json.cidrFrom, json.cidrTo));
    } else if (!json.metadata) {
      broken(LineFault.JSON_WITHOUT_CIDR);
    }
  }

  private void add(@Nullable LineFault fault) throws IOException {
    if (fault != null) {
      broken(fault);
      return;
    }
    if (++entries > MAX_ENTRIES) {
      throw new IOException("the list has more than " + MAX_ENTRIES + " entries");
    }
    if (entry.ipv4) {
      addresses.addIpv4((int) entry.fromLow, (int) entry.toLow);
    } else {
      addresses.addIpv6(entry.fromHigh, entry.fromLow, entry.toHigh, entry.toLow);
    }
  }

  private void broken(LineFault fault) {
    brokenLines++;
    if (examples.size() < MAX_EXAMPLES) {
      examples.add(new BrokenLine(line, fault));
    }
  }
}
