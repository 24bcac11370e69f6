package dev.drop444.engine.pattern.many;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Which bytes in a row honest clients send all day. Needed at compilation only: a filter that
 * catches on these would be of no use. Wrong guesses cost time, never a match.
 */
final class UsualGrams {

  private static final String SAMPLE =
      "mozilla/5.0 (windows nt 10.0; win64; x64) applewebkit/537.36 (khtml, like gecko) "
          + "chrome/120.0.0.0 safari/537.36 edg/120.0.0.0 (macintosh; intel mac os x 10_15_7; "
          + "rv:121.0) gecko/20100101 firefox/121.0 (x11; ubuntu; linux x86_64) (linux; "
          + "android 14; k) (iphone; cpu iphone os 17_2 like mac os x) (ipad) version/17.2 "
          + "mobile/15e148 compatible; http://www. https://www. .com/ .org/ .html .json "
          + "/index /api/ /static/ /assets/ /images/ text/html,application/xhtml+xml, "
          + "application/xml;q=0.9,image/webp,*/*;q=0.8 gzip, deflate, br localhost";

  private final Set<Integer> grams = new HashSet<>();
  private final int length;

  /**
   * Grams of one length.
   *
   * @param length 1 to 4
   */
  UsualGrams(int length) {
    this.length = length;
    byte[] sample = SAMPLE.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + length <= sample.length; i++) {
      grams.add(gram(sample, i, length));
    }
  }

  /** Bytes in a row as one number in which the case of letters does not count; never 0. */
  static int gram(byte[] bytes, int from, int length) {
    int gram = 0;
    for (int i = from; i < from + length; i++) {
      gram = gram << 8 | fold(bytes[i] & 0xff);
    }
    return gram;
  }

  /** Coarser than the case of letters, and a single instruction. */
  static int fold(int value) {
    return (value & 0xff) | 0x20;
  }

  /** Where in a literal {@code count} grams in a row are the least usual. */
  int rarest(byte[] literal, int count) {
    int best = 0;
    int fewest = Integer.MAX_VALUE;
    for (int from = 0; from + length + count - 1 <= literal.length; from++) {
      int usual = 0;
      for (int i = 0; i < count; i++) {
        usual += grams.contains(gram(literal, from + i, length)) ? 1 : 0;
      }
      if (usual <= fewest) {
        fewest = usual;
        best = from;
      }
    }
    return best;
  }
}
