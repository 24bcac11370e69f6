package dev.drop444.engine.anomaly;

/**
 * Checks bytes for well-formed UTF-8 (RFC 3629, table 3-7 of the Unicode standard), one at a time.
 * Not thread-safe.
 */
final class Utf8 {

  private int missing;
  private int lowest;
  private int highest;
  private boolean overlong;
  private boolean invalid;
  private boolean sawOverlong;

  void reset() {
    missing = 0;
    overlong = false;
    invalid = false;
    sawOverlong = false;
  }

  /** The next byte, 0 to 255. */
  void next(int value) {
    if (missing == 0) {
      if (value >= 0x80) {
        lead(value);
      }
      return;
    }
    if (value < 0x80 || value > 0xbf) {
      invalid = true;
      missing = 0;
      next(value);
      return;
    }
    // E0 and F0 with a low second byte encode what a shorter sequence could.
    overlong |= value < lowest;
    invalid |= value > highest;
    lowest = 0x80;
    highest = 0xbf;
    if (--missing == 0) {
      sawOverlong |= overlong;
    }
  }

  /** The next byte, if it is one of ASCII. */
  void nextAscii() {
    if (missing > 0) {
      invalid = true;
      missing = 0;
    }
  }

  private void lead(int value) {
    overlong = false;
    lowest = 0x80;
    highest = 0xbf;
    if (value >= 0xc0 && value <= 0xdf) {
      missing = 1;
      overlong = value <= 0xc1;
    } else if (value >= 0xe0 && value <= 0xef) {
      missing = 2;
      lowest = value == 0xe0 ? 0xa0 : 0x80;
      highest = value == 0xed ? 0x9f : 0xbf;
    } else if (value >= 0xf0 && value <= 0xf4) {
      missing = 3;
      lowest = value == 0xf0 ? 0x90 : 0x80;
      highest = value == 0xf4 ? 0x8f : 0xbf;
    } else {
      invalid = true;
    }
  }

  /** Whether it was ill-formed in any way. */
  boolean isInvalid() {
    return invalid || sawOverlong || missing > 0;
  }

  /**
   * Whether there were overlong sequences and nothing else was wrong. Text in another charset may
   * look overlong in one place (the Ukrainian name of Ukraine, in capitals and windows-1251, has C0
   * AF), but is then wrong in others.
   */
  boolean isOnlyOverlong() {
    return sawOverlong && !invalid && missing == 0;
  }
}
