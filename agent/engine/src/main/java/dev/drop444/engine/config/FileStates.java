package dev.drop444.engine.config;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How some files looked at one moment, without their contents. Immutable. */
public final class FileStates {

  private final Map<File, String> states;

  FileStates(Map<File, String> states) {
    this.states = new LinkedHashMap<>(states);
  }

  static String of(File file) {
    return file.lastModified() + " " + file.length();
  }

  public boolean isEmpty() {
    return states.isEmpty();
  }

  /** How the same files look now. */
  public FileStates now() {
    Map<File, String> now = new LinkedHashMap<>();
    states.keySet().forEach(file -> now.put(file, of(file)));
    return new FileStates(now);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileStates && ((FileStates) other).states.equals(states);
  }

  @Override
  public int hashCode() {
    return states.hashCode();
  }

  @Override
  public String toString() {
    return states.keySet().toString();
  }
}
