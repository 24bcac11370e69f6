package dev.drop444.engine.anomaly;

import dev.drop444.engine.text.WordTable;
import java.nio.CharBuffer;

/** Judges the bytes of a path, one at a time. Not thread-safe. */
final class PathPass {

  static final int LONGEST_SUFFIX = 16;

  /** The parameter in which containers keep the session (Servlet 6.0 section 7.1.3). */
  private static final String SESSION = "jsessionid=";

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

  /** How much of {@link #SESSION} the parameters start with; -1 if they start otherwise. */
  private int session;

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
      endSegment(false, false);
      startSegment(true);
    } else if (value == '/' || value == '\\') {
      found |= (value == '/' ? Anomaly.PATH_ENCODED_SLASH : Anomaly.PATH_BACKSLASH).bit();
      endSegment(true, false);
      startSegment(false);
    } else if (value == ';' && !encoded) {
      session = parameters ? -1 : 0;
      parameters = true;
    } else if (parameters) {
      parameter(encoded ? '%' : (char) value);
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
      parameter(value);
    } else {
      name(value);
    }
  }

  /** A character of the segment's parameters. */
  private void parameter(char value) {
    if (session >= 0 && session < SESSION.length()) {
      session = value == SESSION.charAt(session) ? session + 1 : -1;
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
    session = -1;
  }

  /**
   * Dot segments. Parameters are a disguise: a browser and a proxy see a name, and the container
   * takes them off and sees dots (Tomcat 11.0, {@code CoyoteAdapter.parsePathParameters} before
   * {@code normalize}; Jetty 12 refuses them). An encoded semicolon is one of the name to all of
   * them. Two things are not meant as a disguise: a container that keeps the session in its links
   * writes {@code ..;jsessionid=1} for {@code ..}, where no slash follows, for what a browser
   * resolves against such a page loses the last segment first; and after an encoded slash it may be
   * the path of some other URL that is a parameter here.
   *
   * @param disguisedSlash whether it ends with an encoded slash or a backslash
   * @param last whether it is the path's last segment
   */
  private void endSegment(boolean disguisedSlash, boolean last) {
    if (otherThanDots || dots == 0 || dots > 2) {
      return;
    }
    boolean disguise = parameters && !(last && session == SESSION.length());
    if (afterPlainSlash && (encodedDot || disguisedSlash || disguise)) {
      found |= Anomaly.PATH_DISGUISED_DOT_SEGMENT.bit();
    } else if (dots == 2) {
      found |= Anomaly.PATH_DOT_SEGMENT.bit();
    }
  }

  /** After the last byte. */
  void end() {
    endSegment(false, true);
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
