package dev.drop444.engine.ban;

/** What is known of a client that is banned, or was. Not thread-safe. */
final class BanEntry {

  /** The client's network, as {@link dev.drop444.engine.address.ClientPrefix} has it. */
  long high;

  long low;

  /** When the ban ends, in nanoseconds of the time source. */
  long end;

  /** Until when it is known how often the client was banned; not before the end. */
  long memory;

  /** The rule's number in the table. */
  int rule;

  /** The how manieth ban of this client it is, from 1. */
  int count;

  boolean isBanned(long now) {
    return end - now > 0;
  }

  boolean isRemembered(long now) {
    return memory - now > 0;
  }
}
