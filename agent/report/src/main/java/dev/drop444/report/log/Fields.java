package dev.drop444.report.log;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one line, as strings. Used again for each line; not thread-safe. */
final class Fields {

  private final Map<Field, String> values = new EnumMap<>(Field.class);
  private boolean json;

  /** Begins a line. */
  void begin(boolean json) {
    values.clear();
    this.json = json;
  }

  /** Takes a field down; false if it was there already, which no line of ours has. */
  boolean put(Field field, String value) {
    return values.put(field, value) == null;
  }

  /** What a field says, null if it is absent. */
  @Nullable String get(Field field) {
    return values.get(field);
  }

  /** What a field says, null if it is absent or, in text, a dash. */
  @Nullable String known(Field field) {
    String value = values.get(field);
    return value == null || (!json && value.equals("-")) ? null : value;
  }

  /** Whether a field is there, known or not; JSON leaves out what is not known. */
  boolean says(Field field) {
    return json || values.containsKey(field);
  }

  /** Whether the line is JSON. */
  boolean json() {
    return json;
  }
}
