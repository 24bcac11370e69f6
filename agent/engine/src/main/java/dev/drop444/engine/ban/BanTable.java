package dev.drop444.engine.ban;

import dev.drop444.engine.address.NetworkHash;
import dev.drop444.engine.ban.BanStripe.Change;
import dev.drop444.engine.time.TimeSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Clients by the bits of their networks, in stripes that are locked one by one, and the names of
 * the rules that banned them. Thread-safe.
 */
final class BanTable {

  private static final int FEWEST_IN_STRIPE = 64;
  private static final int MOST_STRIPES = 64;

  private final NetworkHash hash = new NetworkHash();

  private final BanStripe[] stripes;
  private final LongAdder evicted = new LongAdder();

  /** As many as there are names of rules, over all reloads. */
  private volatile String[] rules = {};

  /**
   * An empty one.
   *
   * @param most clients
   */
  BanTable(long most) {
    AtomicLong all = new AtomicLong();
    int wanted = (int) Math.max(1, Math.min(MOST_STRIPES, most / FEWEST_IN_STRIPE));
    stripes = new BanStripe[Integer.highestOneBit(wanted)];
    Arrays.setAll(stripes, i -> new BanStripe(all, most, evicted));
  }

  /** The number of the rule that banned a client, or -1. Takes no lock, allocates nothing. */
  int rule(long high, long low, TimeSource time) {
    int hash = hash(high, low);
    return stripe(hash).rule(hash, high, low, time);
  }

  /** Changes what is known of the client that the entry names. */
  void change(BanEntry entry, long now, Change change) {
    int hash = hash(entry.high, entry.low);
    stripe(hash).change(hash, entry, now, change);
  }

  /** Tells what is known of the client that the entry names; false if that is nothing. */
  boolean find(BanEntry entry) {
    int hash = hash(entry.high, entry.low);
    return stripe(hash).find(hash, entry);
  }

  /** How many gave way before their time. */
  long evicted() {
    return evicted.sum();
  }

  /** Forgets the client that the entry names. */
  boolean remove(BanEntry entry) {
    int hash = hash(entry.high, entry.low);
    return stripe(hash).remove(hash, entry);
  }

  /** Shows all that is known, one stripe after the other; the entry is used again. */
  void forEach(Consumer<BanEntry> visitor) {
    BanEntry entry = new BanEntry();
    for (BanStripe stripe : stripes) {
      Places places = stripe.copy();
      for (int i = 0; places != null && i < places.size(); i++) {
        if (!places.isFree(i)) {
          places.get(i, entry);
          visitor.accept(entry);
        }
      }
    }
  }

  /** The number of a rule. */
  int number(String rule) {
    int number = Arrays.asList(rules).indexOf(rule);
    return number >= 0 ? number : add(rule);
  }

  private synchronized int add(String rule) {
    int number = Arrays.asList(rules).indexOf(rule);
    if (number < 0) {
      number = rules.length;
      String[] more = Arrays.copyOf(rules, number + 1);
      more[number] = rule;
      rules = more;
    }
    return number;
  }

  String name(int number) {
    return rules[number];
  }

  private BanStripe stripe(int hash) {
    return stripes[hash >>> 26 & stripes.length - 1];
  }

  /** Not 0. */
  private int hash(long high, long low) {
    int bits = (int) (hash.of(high, low) >>> 32);
    return bits == 0 ? 1 : bits;
  }
}
