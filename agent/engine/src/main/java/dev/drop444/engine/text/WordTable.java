package dev.drop444.engine.text;

import java.util.List;

/**
 * A fixed set of words that a part of any text can be looked up in without regard to the case of
 * ASCII letters, and without making a string of it. A look-up compares the part with the few words
 * of about the same hash; the words are ours, so nobody outside can add to those. Immutable.
 */
public final class WordTable {

  public static final int NONE = -1;

  private final List<String> words;
  private final int[] slots;
  private final int mask;

  /** For each length the first letters of words, as bits. */
  private final int[] firsts;

  /** Words in lower case, each once. */
  public WordTable(List<String> words) {
    this.words = List.copyOf(words);
    this.mask = Integer.highestOneBit(Math.max(4, words.size()) * 8) - 1;
    this.slots = new int[mask + 1];
    int most = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      most = Math.max(most, word.length());
      int slot = hash(word, 0, word.length()) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
    this.firsts = new int[most + 1];
    for (String word : words) {
      firsts[word.length()] |= word.isEmpty() ? -1 : bit(word.charAt(0));
    }
  }

  /** The place of a word in the list, or {@link #NONE}. */
  public int find(CharSequence text, int start, int end) {
    int length = end - start;
    if (length >= firsts.length || (firsts[length] & bit(text, start, end)) == 0) {
      return NONE;
    }
    int slot = hash(text, start, end) & mask;
    while (slots[slot] != 0) {
      int place = slots[slot] - 1;
      if (matches(words.get(place), text, start, end)) {
        return place;
      }
      slot = (slot + 1) & mask;
    }
    return NONE;
  }

  private static int bit(CharSequence text, int start, int end) {
    return start == end ? -1 : bit(text.charAt(start));
  }

  /** One of 32; the same for both cases of a letter. */
  private static int bit(char first) {
    return 1 << (first & 0x1f);
  }

  public boolean contains(CharSequence text, int start, int end) {
    return find(text, start, end) != NONE;
  }

  /** Whether a part of a text is a word in lower case, whatever case the part is in. */
  public static boolean matches(String word, CharSequence text, int start, int end) {
    if (end - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (lower(text.charAt(start + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Of the length and three characters: more would cost more than it tells our words apart. */
  private static int hash(CharSequence text, int start, int end) {
    if (start == end) {
      return 0;
    }
    int hash = end - start;
    hash = hash * 31 + lower(text.charAt(start));
    hash = hash * 31 + lower(text.charAt((start + end) >>> 1));
    hash = hash * 31 + lower(text.charAt(end - 1));
    return hash ^ hash >>> 7 ^ hash >>> 15;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }
}
