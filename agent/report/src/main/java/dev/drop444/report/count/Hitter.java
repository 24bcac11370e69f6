package dev.drop444.report.count;

/** One of the most frequent things. Not thread-safe. */
public final class Hitter {

  String key;
  long count;
  long error;
  Note note = new Note();

  /** Its place in the heap. */
  int place;

  Hitter(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** How often, at most. */
  public long count() {
    return count;
  }

  /** By how much {@link #count} may be too large; 0 if it is exact. */
  public long error() {
    return error;
  }

  public Note note() {
    return note;
  }
}
