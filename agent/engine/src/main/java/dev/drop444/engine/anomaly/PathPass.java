package dev.drop444.engine.anomaly;

import java.nio.CharBuffer;

/** Judges the bytes of a path, one at a time. Not thread-safe. */
final class PathPass {

  private static final int LONGEST_SUFFIX = 16;

  private final WordTable restrictedSuffixes;
  private final Utf8 utf8 = new Utf8();

  /** What follows the last dot of the segment, as far as it fits. */
  private final CharBuffer suffix = CharBuffer.allocate(LONGEST_SUFFIX);

  private long found;

  /** -1 if the segment has no dot yet. */
  private int suffixLength;

  private int dots;
  private boolean otherThanDots;
  private boolean encodedDot;
  private boolean afterPlainSlash;
  private boolean parameters;
  private boolean emptyParameters;

  PathPass(WordTable restrictedSuffixes) {
    this.restrictedSuffixes = restrictedSuffixes;
  }

  void reset() {
    found = 0;
    utf8.reset();
    startSegment(true);
  }

  long found() {
    return found;
  }

  /**
   * The next byte.
   *
   * @param value 0 to 255, or more if the server shows decoded text; then it is not judged
   * @param encoded whether it was percent-encoded
   */
  void next(int value, boolean encoded) {
    if (value <= 0xff) {
      utf8.next(value);
    }
    if (Chars.isControl(value) && encoded) {
      found |= (value == 0 ? Anomaly.PATH_NUL : Anomaly.PATH_CONTROL).bit();
    }
    if (value == '/' && !encoded) {
      endSegment(false);
      startSegment(true);
    } else if (value == '/' || value == '\\') {
      found |= (value == '/' ? Anomaly.PATH_ENCODED_SLASH : Anomaly.PATH_BACKSLASH).bit();
      endSegment(true);
      startSegment(false);
    } else if (value == ';' && !encoded) {
      emptyParameters |= !parameters;
      parameters = true;
    } else if (parameters) {
      emptyParameters = false;
    } else if (value == '.') {
      dots++;
      encodedDot |= encoded;
      suffixLength = 0;
    } else {
      name((char) value);
    }
  }

  /** The next byte, if it is a letter, a digit, a dash or an underscore: nearly all are. */
  void nextPlain(char value) {
    utf8.nextAscii();
    if (parameters) {
      emptyParameters = false;
    } else {
      name(value);
    }
  }

  /** A byte of the segment's name that is no dot. */
  private void name(char value) {
    otherThanDots = true;
    if (suffixLength >= 0) {
      if (suffixLength < LONGEST_SUFFIX) {
        suffix.put(suffixLength, value);
      }
      suffixLength++;
    }
  }

  private void startSegment(boolean afterPlainSlash) {
    this.afterPlainSlash = afterPlainSlash;
    suffixLength = -1;
    dots = 0;
    otherThanDots = false;
    encodedDot = false;
    parameters = false;
    emptyParameters = false;
  }

  /**
   * Dot segments. A server with session ids in its links writes {@code ..;jsessionid=1} for {@code
   * ..}, so parameters are a disguise only if they are empty. And after an encoded slash it may be
   * the path of some other URL that is a parameter here.
   */
  private void endSegment(boolean disguisedSlash) {
    if (otherThanDots || dots == 0 || dots > 2) {
      return;
    }
    if (afterPlainSlash && (encodedDot || disguisedSlash || emptyParameters)) {
      found |= Anomaly.PATH_DISGUISED_DOT_SEGMENT.bit();
    } else if (dots == 2) {
      found |= Anomaly.PATH_DOT_SEGMENT.bit();
    }
  }

  /** After the last byte. */
  void end() {
    endSegment(false);
    if (suffixLength > 0) {
      boolean fits = suffixLength <= LONGEST_SUFFIX;
      if (fits && restrictedSuffixes.contains(suffix, 0, suffixLength)) {
        found |= Anomaly.RESTRICTED_SUFFIX.bit();
      }
      if (fits && suffixLength > 1 && suffix.get(suffixLength - 1) == '~') {
        found |= Anomaly.BACKUP_SUFFIX.bit();
      }
    }
    if (utf8.isOnlyOverlong()) {
      found |= Anomaly.PATH_OVERLONG.bit();
    }
    if (utf8.isInvalid()) {
      found |= Anomaly.PATH_UTF8_INVALID.bit();
    }
  }
}
