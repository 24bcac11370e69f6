package dev.drop444.report.count;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Clients, each with all that the log says of it: of all clients, or, where there are too many, of
 * one in two, four, eight and so on. Which ones is decided by a hash of their addresses (distinct
 * sampling: Gibbons, "Distinct Sampling for Highly-Accurate Answers to Distinct Values Queries",
 * VLDB 2001), so that a client has either a whole file or none, and their number can be told. Not
 * thread-safe.
 */
public final class ClientFiles {

  private final int capacity;
  private final Map<String, ClientFile> files = new HashMap<>();
  private int level;

  /** At most so many files. */
  public ClientFiles(int capacity) {
    this.capacity = capacity;
  }

  /** The file of a client; null if it has none. */
  @Nullable ClientFile of(String address) {
    ClientFile found = files.get(address);
    if (found != null || !isChosen(address)) {
      return found;
    }
    ClientFile made = new ClientFile(address);
    files.put(address, made);
    while (files.size() > capacity) {
      level++;
      files.keySet().removeIf(each -> !isChosen(each));
    }
    return isChosen(address) ? made : null;
  }

  private boolean isChosen(String address) {
    return level == 0 || Long.numberOfTrailingZeros(hash(address)) >= level;
  }

  /** The finalizer of SplitMix64 on an FNV-1a hash: all bits depend on all characters. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
    return hash ^ hash >>> 31;
  }

  /** All files there are. */
  public Collection<ClientFile> all() {
    return Collections.unmodifiableCollection(files.values());
  }

  /** One client in so many has a file: a power of two, 1 if all have. */
  public long oneIn() {
    return 1L << level;
  }

  /** How many clients there are; about, unless all have files. */
  public long clients() {
    return (long) files.size() << level;
  }
}
