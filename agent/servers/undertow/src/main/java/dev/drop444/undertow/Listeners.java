package dev.drop444.undertow;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The few listening sockets of a server, by what XNIO has for them. Thread-safe; does not keep them
 * alive. Asking takes no lock, except for the first time. Loaded beside XNIO.
 *
 * <p>A call site may be missing for many reasons, from a class that the JVM would not redefine to a
 * breaker that has opened, and bytes that one has taken must not depend on another one that nobody
 * has seen at work. So the first connection of each listener goes the usual way.
 */
final class Listeners {

  private volatile Listener[] all = {};

  /** That of a server, known or new. */
  Listener of(Object server) {
    for (Listener one : all) {
      if (one.isOf(server)) {
        return one;
      }
    }
    return add(server);
  }

  private synchronized Listener add(Object server) {
    for (Listener one : all) {
      if (one.isOf(server)) {
        return one;
      }
    }
    Listener added = new Listener(server);
    all =
        Stream.concat(Arrays.stream(all).filter(one -> !one.isGone()), Stream.of(added))
            .toArray(Listener[]::new);
    return added;
  }
}
