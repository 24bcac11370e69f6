package dev.drop444.engine.address.list;

import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator wants to know of an address list. Immutable. */
public final class ListState {

  private final File file;
  private final ListContent content;
  private final long loadedAt;
  private final long age;
  private final @Nullable String problem;

  ListState(File file, ListContent content, long loadedAt, long now, @Nullable String problem) {
    this.file = file;
    this.content = content;
    this.loadedAt = loadedAt;
    this.age = Math.max(0, now - loadedAt);
    this.problem = problem;
  }

  public File file() {
    return file;
  }

  /** Addresses, CIDRs and ranges in the file; they may overlap. */
  public int entries() {
    return content.entries;
  }

  /** Lines that were not understood. */
  public int brokenLines() {
    return content.brokenLines;
  }

  /** The first 20 broken lines. */
  public List<BrokenLine> firstBrokenLines() {
    return content.examples;
  }

  /** When the list in use was read, in milliseconds since 1970-01-01T00:00Z. */
  public long loadedAtMillis() {
    return loadedAt;
  }

  /** How long ago that was, in milliseconds; at least 0. */
  public long ageMillis() {
    return age;
  }

  /**
   * Why the list in use is not what the file says now, as a sentence; null if it is, as far as is
   * known.
   */
  public @Nullable String problem() {
    return problem;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(file).append(": ").append(content.entries).append(" entries, read ");
    appendAge(text).append(" ago");
    if (content.brokenLines > 0) {
      text.append("; ").append(content.brokenLines).append(" broken lines, the first: ");
      text.append(content.examples.get(0));
    }
    if (problem != null) {
      text.append("; kept, because ").append(problem);
    }
    return text.toString();
  }

  private StringBuilder appendAge(StringBuilder text) {
    long seconds = age / 1000;
    if (seconds < 120) {
      return text.append(seconds).append(" s");
    }
    if (seconds < 2 * 3600) {
      return text.append(seconds / 60).append(" min");
    }
    return seconds < 2 * 86_400
        ? text.append(seconds / 3600).append(" h")
        : text.append(seconds / 86_400).append(" days");
  }
}
