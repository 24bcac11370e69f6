package dev.drop444.engine.rate;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What each of many keys owes: one number a key, the time at which its debt will be paid off
 * (GCRA's theoretical arrival time, ITU-T I.371). Whatever is taken adds to the debt, time takes it
 * away, and what would make the debt too large is refused. A debt that is paid off is no debt: its
 * entry equals one that was never made, and is free for another key.
 *
 * <p>Bounded and lock-free; 16 bytes an entry. Allocates nothing but itself: it starts with nothing
 * and grows, in small pieces, with the keys that are in debt at the same time.
 *
 * <p><b>Where an entry is.</b> The table has levels, each larger than those before it together. In
 * each level a key belongs into one bucket of eight entries: their keys in one cache line, their
 * words in the next. Where all entries in a key's buckets are in debt, the next level is used; if
 * there is none, the entry with the least debt gives way.
 *
 * <p><b>How an entry is changed.</b> Its word is the time, a version and a state. Whatever is taken
 * raises the version, and so does whoever claims the entry for another key, before anything else. A
 * change compares and sets the whole word, so that it can only hit the key for which it was meant:
 * no key gets the debt of another one.
 *
 * <p><b>How an entry is made</b>, so that there are never two for one key: the count of insertions
 * into the key's bucket is read, the key is looked for, a free entry is claimed and made tentative,
 * and the count is raised from what it was. If that succeeds, nobody has inserted meanwhile, and
 * the entry becomes a member. Whoever looks for the key later finds the entry, and takes it out if
 * it is tentative still; so of two who insert the same key, one starts again. Nobody waits for a
 * thread that stands still in between.
 */
final class DebtTable {

  /** What becomes of something that is to be taken. */
  enum Answer {
    TAKEN,
    /** The debt is too large. */
    REFUSED,
    /** There is no place for the key: nothing was taken, and nothing will be remembered. */
    FORGOTTEN
  }

  /** Where something was taken. Reused; not thread-safe. */
  static final class Taken {
    private long key;
    private long place;
    private long word;
    private long before;

    /** The place alone, which is enough to give back what lasts until then. */
    long place() {
      return place;
    }

    private Answer set(long key, long place, long word, long before) {
      this.key = key;
      this.place = place;
      this.word = word;
      this.before = before;
      return Answer.TAKEN;
    }
  }

  /** No debt is larger, in the unit of time that callers use. */
  static final long MOST_DEBT = 1L << 52;

  private static final int WAYS = 8;
  private static final int BUCKET = 2 * WAYS;
  private static final int LEVELS = 4;

  // The word: 54 bits of time, 8 of version, 2 of state.
  private static final int TIME_SHIFT = 10;
  private static final long VERSION = 0xff << 2;
  private static final long ONE_VERSION = 1 << 2;
  private static final long STATE = 3;
  private static final long FREE = 0;
  private static final long CLAIMED = 1;
  private static final long TENTATIVE = 2;
  private static final long MEMBER = 3;

  private static final long NOWHERE = -1;

  /** A level is made in pieces of so many buckets, 64 kB, each when it is first needed. */
  private static final int PIECE = 512;

  /** How long somebody who inserts the same key is waited for: about a microsecond. */
  private static final int SPINS = 64;

  /** More insertions in vain than there ever are; then the key is forgotten. */
  private static final int ATTEMPTS = 1_000;

  private final boolean lasting;

  /** How many buckets each level has, and where its pieces start. */
  private final int[] buckets;

  private final int[] firstPiece;
  private final AtomicReferenceArray<@Nullable AtomicLongArray> pieces;

  /** How many insertions there were, for each bucket of the first level. */
  private final AtomicLongArray insertions;

  private final LongAdder gaveWay = new LongAdder();

  /**
   * An empty table.
   *
   * @param most how many keys can be in debt at once; when grown, the table has two entries for
   *     each, because buckets do not fill evenly
   * @param lasting whether debts last until they are given back; then time stands still at 0, and
   *     no key gives way to another
   */
  DebtTable(int most, boolean lasting) {
    this.lasting = lasting;
    long all = Math.max(1, (2L * most + WAYS - 1) / WAYS);
    int[] sizes = new int[LEVELS];
    int count = 0;
    long before = 0;
    for (int i = 0; i < LEVELS; i++) {
      long upToHere = Math.max(1, all >> (2 * (LEVELS - 1 - i)));
      if (upToHere > before) {
        sizes[count++] = Math.toIntExact(upToHere - before);
      }
      before = upToHere;
    }
    this.buckets = Arrays.copyOf(sizes, count);
    this.firstPiece = new int[count];
    int pieces = 0;
    for (int i = 0; i < count; i++) {
      firstPiece[i] = pieces;
      pieces += (buckets[i] + PIECE - 1) / PIECE;
    }
    this.pieces = new AtomicReferenceArray<>(pieces);
    this.insertions = new AtomicLongArray(buckets[0]);
  }

  /** What a key owes now; 0 if nothing. Allocates nothing. */
  long debt(long key, long now) {
    long place = find(key);
    if (place == NOWHERE) {
      return 0;
    }
    AtomicLongArray cells = cells(place);
    int at = index(place);
    long word = cells.get(at);
    while (isMember(cells, at, word, key)) {
      long again = cells.get(at);
      // Only if it has not changed meanwhile is the key the word's.
      if (again == word) {
        return debtOf(word, now);
      }
      word = again;
    }
    return 0;
  }

  /**
   * Adds to what a key owes, unless it owes too much already. Allocates nothing, unless the table
   * grows.
   *
   * @param key not 0; evenly distributed, and nobody can choose it
   * @param amount how much is added
   * @param tolerance the largest debt to which something may be added
   * @param taken is told where it was added
   */
  Answer take(long key, long amount, long tolerance, long now, Taken taken) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long place = find(key);
      if (place == NOWHERE) {
        Answer answer = insert(key, amount, now, taken);
        if (answer != Answer.REFUSED) {
          return answer;
        }
        continue;
      }
      AtomicLongArray cells = cells(place);
      int at = index(place);
      long word = cells.get(at);
      while (isMember(cells, at, word, key)) {
        long debt = debtOf(word, now);
        if (debt > tolerance) {
          long again = cells.get(at);
          // Nothing is changed, so nothing else tells whether the key was the word's.
          if (again == word) {
            return Answer.REFUSED;
          }
          word = again;
          continue;
        }
        long next = word(now + debt + amount, nextVersion(word), MEMBER);
        if (cells.compareAndSet(at, word, next)) {
          return taken.set(key, place, next, word);
        }
        word = cells.get(at);
      }
    }
    return Answer.FORGOTTEN;
  }

  /**
   * Gives back what was taken. If nobody has taken something since, it is as if it never had been.
   * If somebody has, what time has taken away meanwhile is not given back: it may have been the
   * debt of the later one already. So never more passes than may.
   *
   * @param amount that was taken
   * @param since when it was taken
   */
  void giveBack(Taken taken, long amount, long since, long now) {
    AtomicLongArray cells = cells(taken.place);
    int at = index(taken.place);
    long back = Math.max(0, amount - Math.max(0, now - since));
    long word = cells.get(at);
    while (isMember(cells, at, word, taken.key)) {
      long next = word == taken.word ? taken.before : withTime(word, time(word) - back);
      if (cells.compareAndSet(at, word, next)) {
        return;
      }
      word = cells.get(at);
    }
  }

  /**
   * Gives back one of what lasts until then.
   *
   * @param place of {@link Taken#place}; each time something was taken, once
   */
  void giveBackOne(long place) {
    AtomicLongArray cells = cells(place);
    int at = index(place);
    long word = cells.get(at);
    while ((word & STATE) == MEMBER && time(word) > 0) {
      if (cells.compareAndSet(at, word, withTime(word, time(word) - 1))) {
        return;
      }
      word = cells.get(at);
    }
  }

  /**
   * Gives back one of what lasts until then.
   *
   * @param key for which something was taken; each time, once
   */
  void giveBackOneOf(long key) {
    long place = find(key);
    if (place != NOWHERE) {
      giveBackOne(place);
    }
  }

  /** How many keys were forgotten before their debt was paid off. */
  long gaveWay() {
    return gaveWay.sum();
  }

  /** How many keys are in debt. Looks at all of them. */
  long size(long now) {
    long size = 0;
    for (int i = 0; i < pieces.length(); i++) {
      AtomicLongArray piece = pieces.get(i);
      for (int at = 0; piece != null && at < piece.length(); at++) {
        long word = (at / WAYS & 1) == 0 ? FREE : piece.get(at);
        size += (word & STATE) == MEMBER && debtOf(word, now) > 0 ? 1 : 0;
      }
    }
    return size;
  }

  /** How much memory the table takes now. */
  long bytes() {
    long cells = insertions.length();
    for (int i = 0; i < pieces.length(); i++) {
      AtomicLongArray piece = pieces.get(i);
      cells += piece == null ? 0 : piece.length();
    }
    return cells * Long.BYTES;
  }

  /** The place of a key's entry, or {@link #NOWHERE}. */
  private long find(long key) {
    for (int level = 0; level < buckets.length; level++) {
      int bucket = bucket(level, key);
      int piece = firstPiece[level] + bucket / PIECE;
      AtomicLongArray cells = pieces.get(piece);
      if (cells == null) {
        break;
      }
      int first = bucket % PIECE * BUCKET;
      for (int i = first; i < first + WAYS; i++) {
        if (cells.getAcquire(i) == key && isMember(cells, i + WAYS, cells.get(i + WAYS), key)) {
          return place(piece, i + WAYS);
        }
      }
    }
    return NOWHERE;
  }

  /**
   * Makes an entry that owes something.
   *
   * @return REFUSED if that must be tried again, for somebody else was there
   */
  private Answer insert(long key, long amount, long now, Taken taken) {
    int counter = bucket(0, key);
    long before = insertions.get(counter);
    long least = Long.MAX_VALUE;
    long leastWord = 0;
    long leastPlace = NOWHERE;
    for (int level = 0; level < buckets.length; level++) {
      int bucket = bucket(level, key);
      int piece = firstPiece[level] + bucket / PIECE;
      AtomicLongArray cells = pieces.get(piece);
      if (cells == null) {
        // What is not there has no entries; it is made if there is no place before it.
        cells = least > 0 ? make(piece) : null;
        if (cells == null) {
          break;
        }
      }
      int first = bucket % PIECE * BUCKET + WAYS;
      for (int at = first; at < first + WAYS; at++) {
        long word = settled(cells, at, key);
        long state = word & STATE;
        if (state == MEMBER && cells.getAcquire(at - WAYS) == key) {
          return Answer.REFUSED;
        }
        long debt = state == FREE ? 0 : state == MEMBER ? debtOf(word, now) : Long.MAX_VALUE;
        if (debt < least) {
          least = debt;
          leastWord = word;
          leastPlace = place(piece, at);
        }
      }
    }
    if (leastPlace == NOWHERE || (least > 0 && lasting)) {
      return Answer.FORGOTTEN;
    }
    AtomicLongArray cells = cells(leastPlace);
    int at = index(leastPlace);
    long version = nextVersion(leastWord);
    if (!cells.compareAndSet(at, leastWord, word(0, version, CLAIMED))) {
      return Answer.REFUSED;
    }
    if (least > 0) {
      gaveWay.increment();
    }
    cells.setRelease(at - WAYS, key);
    long tentative = word(now + amount, version, TENTATIVE);
    cells.set(at, tentative);
    long free = word(0, version, FREE);
    if (!insertions.compareAndSet(counter, before, before + 1)) {
      cells.compareAndSet(at, tentative, free);
      return Answer.REFUSED;
    }
    long member = word(now + amount, version, MEMBER);
    return cells.compareAndSet(at, tentative, member)
        ? taken.set(key, leastPlace, member, free)
        : Answer.REFUSED;
  }

  /** An entry's word. If it is tentative and of this key, it is not when this returns. */
  private static long settled(AtomicLongArray cells, int at, long key) {
    int spins = 0;
    for (; ; ) {
      long word = cells.get(at);
      if (cells.getAcquire(at - WAYS) != key) {
        return word;
      }
      // Only if it has not changed meanwhile is the key the word's.
      if (cells.get(at) == word) {
        if ((word & STATE) != TENTATIVE) {
          return word;
        }
        if (spins++ < SPINS) {
          Thread.onSpinWait();
        } else {
          cells.compareAndSet(at, word, word(0, word & VERSION, FREE));
        }
      }
    }
  }

  /** Makes a piece of a level; null if there is no memory. */
  private @Nullable AtomicLongArray make(int piece) {
    try {
      pieces.compareAndSet(piece, null, new AtomicLongArray(PIECE * BUCKET));
    } catch (OutOfMemoryError none) {
      // Then keys give way to one another.
      return null;
    }
    return pieces.get(piece);
  }

  /** Whether an entry with this word is a member, and of this key. */
  private static boolean isMember(AtomicLongArray cells, int at, long word, long key) {
    return (word & STATE) == MEMBER && cells.getAcquire(at - WAYS) == key;
  }

  /** Times are compared as on a circle; what seems to be years ahead was years ago. */
  private static long debtOf(long word, long now) {
    long debt = ((time(word) - now) << TIME_SHIFT) >> TIME_SHIFT;
    return debt < 0 || debt > MOST_DEBT ? 0 : debt;
  }

  private static long time(long word) {
    return word >> TIME_SHIFT;
  }

  private static long nextVersion(long word) {
    return (word + ONE_VERSION) & VERSION;
  }

  private static long word(long time, long version, long state) {
    return (time << TIME_SHIFT) | version | state;
  }

  private static long withTime(long word, long time) {
    return word(time, word & VERSION, word & STATE);
  }

  /** Of each level other bits of the key decide. */
  private int bucket(int level, long key) {
    long bits = Long.rotateLeft(key, 16 * level) >>> 32;
    return (int) ((bits * buckets[level]) >>> 32);
  }

  private static long place(int piece, int at) {
    return ((long) piece << 32) | at;
  }

  private AtomicLongArray cells(long place) {
    return Objects.requireNonNull(pieces.get((int) (place >>> 32)));
  }

  private static int index(long place) {
    return (int) place;
  }
}
