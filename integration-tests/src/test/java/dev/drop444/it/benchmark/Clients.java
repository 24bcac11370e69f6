package dev.drop444.it.benchmark;

import dev.drop444.it.benchmark.load.Addresses;

/** Where clients come from: parts of 127.0.0.0/8, so that the same address is never two things. */
final class Clients {

  /** Who is banned from the start. */
  static final Addresses BANNED = Addresses.of("127.66.0.1", 250);

  /** Who goes on asking where a limiter says that it is enough. */
  static final Addresses GREEDY = Addresses.of("127.67.0.1", 4);

  private static final int NEWCOMERS = 1 << 22;

  private Addresses next = Addresses.of("127.128.0.0", 0);

  /** Addresses that nobody has seen before; after four million of them, those that were first. */
  Addresses newcomers(int size) {
    Addresses before = next;
    int used = before.first() - Addresses.of("127.128.0.0", 0).first() + before.size();
    next =
        used + size > NEWCOMERS
            ? Addresses.of("127.128.0.0", size)
            : new Addresses(before.first() + before.size(), size);
    return next;
  }
}
