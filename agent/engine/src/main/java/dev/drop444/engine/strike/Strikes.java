package dev.drop444.engine.strike;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.drop444.engine.time.TimeSource;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Who has how many strikes by which rule. Thread-safe; where a client is known already, no lock is
 * taken. Bounded: when full, those that struck once and long ago are forgotten first, so that a
 * flood from many addresses does not hide the few that keep coming.
 *
 * <p>The cache is made at the first strike, and none of Caffeine's classes is loaded before.
 */
public final class Strikes {

  private final long most;
  private final TimeSource time;
  private final LongAdder evicted = new LongAdder();
  private volatile @Nullable Cache<Key, Record> records;

  /**
   * No strikes yet.
   *
   * @param most how many clients and rules are remembered at once
   */
  public Strikes(long most, TimeSource time) {
    this.most = most;
    this.time = time;
  }

  /**
   * Takes note of a hit.
   *
   * @param rule its name
   * @param client what stands for the client
   * @return whether strikes have added up, this one included, so that the rule acts. They still do
   *     at the next one, unless {@link #forgive} is called
   */
  public boolean add(String rule, Object client, Offence offence, StrikeTerms terms) {
    if (terms.actAtOnce()) {
      return true;
    }
    Record record = cache().get(new Key(rule, client), any -> new Record(terms));
    return record.add(offence, time.nanoTime(), terms) >= terms.maxRetry();
  }

  /** How many strikes a client has by a rule, as of the last one. */
  public int count(String rule, Object client) {
    Cache<Key, Record> records = this.records;
    Record record = records == null ? null : records.getIfPresent(new Key(rule, client));
    return record == null ? 0 : record.window.count();
  }

  /** Forgets the strikes of a client by a rule: they have been paid for. */
  public void forgive(String rule, Object client) {
    Cache<Key, Record> records = this.records;
    if (records != null) {
      records.invalidate(new Key(rule, client));
    }
  }

  /** About how many clients and rules are remembered. */
  public long size() {
    Cache<Key, Record> records = this.records;
    if (records == null) {
      return 0;
    }
    records.cleanUp();
    return records.estimatedSize();
  }

  /** How many are remembered at most. */
  public long most() {
    return most;
  }

  /** How many were forgotten before their time, because there were too many. */
  public long evicted() {
    return evicted.sum();
  }

  private Cache<Key, Record> cache() {
    Cache<Key, Record> made = records;
    return made != null ? made : make();
  }

  private synchronized Cache<Key, Record> make() {
    Cache<Key, Record> made = records;
    if (made == null) {
      made =
          Caffeine.newBuilder()
              .maximumSize(most)
              .expireAfter(new WhenForgotten())
              .ticker(time::nanoTime)
              .evictionListener(
                  (key, record, cause) -> {
                    if (cause == RemovalCause.SIZE) {
                      evicted.increment();
                    }
                  })
              // The common pool belongs to the application.
              .executor(Runnable::run)
              .build();
      records = made;
    }
    return made;
  }

  /** One client and one rule. */
  private static final class Record {
    private static final AtomicReferenceFieldUpdater<Record, StrikeWindow> WINDOW =
        AtomicReferenceFieldUpdater.newUpdater(Record.class, StrikeWindow.class, "window");

    private volatile StrikeWindow window = StrikeWindow.EMPTY;
    private volatile long findNanos;

    Record(StrikeTerms terms) {
      this.findNanos = terms.findNanos();
    }

    int add(Offence offence, long now, StrikeTerms terms) {
      findNanos = terms.findNanos();
      while (true) {
        StrikeWindow before = window;
        StrikeWindow after = before.with(offence, now, terms);
        if (before == after || WINDOW.compareAndSet(this, before, after)) {
          return after.count();
        }
      }
    }
  }

  /** A record can go when its last strike is forgotten; each look at it is a strike. */
  private static final class WhenForgotten implements Expiry<Key, Record> {
    @Override
    public long expireAfterCreate(Key key, Record record, long now) {
      return record.findNanos;
    }

    @Override
    public long expireAfterUpdate(Key key, Record record, long now, long left) {
      return left;
    }

    @Override
    public long expireAfterRead(Key key, Record record, long now, long left) {
      return record.findNanos;
    }
  }

  private static final class Key {
    private final String rule;
    private final Object client;

    Key(String rule, Object client) {
      this.rule = rule;
      this.client = client;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key
          && ((Key) other).client.equals(client)
          && ((Key) other).rule.equals(rule);
    }

    @Override
    public int hashCode() {
      return rule.hashCode() * 31 + client.hashCode();
    }
  }
}
