package dev.drop444.engine.rate;

import dev.drop444.engine.address.ClientPrefix;

/**
 * A keyed hash of numbers and texts: SipHash-1-3 (Aumasson and Bernstein, 2012), on words of 64
 * bits. Who does not know the seed cannot choose texts that collide, neither to share somebody's
 * limit nor to push somebody out of a bucket. Reused; not thread-safe; allocates nothing.
 */
final class KeyHash implements ClientPrefix.Network {

  private long v0;
  private long v1;
  private long v2;
  private long v3;

  /** Starts with nothing. */
  void begin(long seed0, long seed1) {
    v0 = seed0 ^ 0x736f6d6570736575L;
    v1 = seed1 ^ 0x646f72616e646f6dL;
    v2 = seed0 ^ 0x6c7967656e657261L;
    v3 = seed1 ^ 0x7465646279746573L;
  }

  void add(long word) {
    v3 ^= word;
    round();
    v0 ^= word;
  }

  @Override
  public void add(long high, long low) {
    add(high);
    add(low);
  }

  /** Adds a text, and its length, so that no two texts after one another are a third. */
  void add(CharSequence text, int from, int to) {
    add(text, from, to, false);
  }

  /** Adds a text of which the case does not count, as far as it is ASCII. */
  void addLowerCase(CharSequence text, int from, int to) {
    add(text, from, to, true);
  }

  private void add(CharSequence text, int from, int to, boolean fold) {
    long word = 0;
    int filled = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (fold && c >= 'A' && c <= 'Z') {
        c = (char) (c + 'a' - 'A');
      }
      word = word << 16 | c;
      if (++filled == 4) {
        add(word);
        word = 0;
        filled = 0;
      }
    }
    add(word);
    add((long) to - from);
  }

  /** The hash of what was added; never 0. */
  long end() {
    v2 ^= 0xff;
    round();
    round();
    round();
    long hash = v0 ^ v1 ^ v2 ^ v3;
    return hash == 0 ? 1 : hash;
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
