package dev.drop444.undertow;

import io.undertow.util.HttpString;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Header names as Undertow's header table wants them. The names are those of rules, never a
 * client's. Thread-safe; bounded; a known name costs no allocation.
 */
final class HeaderNames {

  private static final int MAX = 256;

  private final ConcurrentMap<String, HttpString> known = new ConcurrentHashMap<>();

  /** The name, or null if no header field can be called that. */
  @Nullable HttpString of(String name) {
    HttpString existing = known.get(name);
    if (existing != null) {
      return existing;
    }
    HttpString made = HttpString.tryFromString(name);
    if (made != null && known.size() < MAX) {
      known.put(name, made);
    }
    return made;
  }
}
