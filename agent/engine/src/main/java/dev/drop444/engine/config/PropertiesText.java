package dev.drop444.engine.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A properties file with its line numbers. {@link Properties} reads each entry, so that escapes
 * mean what they always mean, but it forgets where an entry stood and that there were two.
 */
final class PropertiesText {

  /** One entry. */
  static final class Entry {
    final String key;
    final String value;

    /** The number of its first line, from 1. */
    final int line;

    Entry(String key, String value, int line) {
      this.key = key;
      this.value = value;
      this.line = line;
    }
  }

  private PropertiesText() {}

  /**
   * All entries, in order.
   *
   * @throws IllegalArgumentException for a malformed <code>&#92;uxxxx</code>, with the line
   */
  static List<Entry> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      int first = i;
      StringBuilder logical = new StringBuilder(lines[i]);
      while (!isComment(lines[first]) && continues(lines[i]) && i + 1 < lines.length) {
        logical.append('\n').append(lines[++i]);
      }
      Properties one = new Properties();
      try {
        one.load(new StringReader(logical.toString()));
      } catch (IOException impossible) {
        throw new AssertionError(impossible);
      } catch (IllegalArgumentException malformed) {
        throw new IllegalArgumentException("malformed \\uxxxx in line " + (first + 1), malformed);
      }
      for (String key : one.stringPropertyNames()) {
        entries.add(new Entry(key, one.getProperty(key), first + 1));
      }
    }
    return entries;
  }

  private static boolean isComment(String line) {
    String text = line.stripLeading();
    return text.startsWith("#") || text.startsWith("!");
  }

  private static boolean continues(String line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }
}
