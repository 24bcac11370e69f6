package dev.drop444.engine.anomaly;

import dev.drop444.engine.request.Authority;

/**
 * Reads a request target once: raw characters and percent-encoding here, the decoded bytes in
 * {@link PathPass} and {@link QueryPass}. Not thread-safe.
 */
final class TargetPass {

  /** What only a dot in the path can show. */
  private static final long DOT_KINDS =
      Anomaly.PATH_DOT_SEGMENT.bit()
          | Anomaly.RESTRICTED_SUFFIX.bit()
          | Anomaly.BACKUP_SUFFIX.bit();

  private static final long ARGUMENT_KINDS =
      Anomaly.TOO_MANY_ARGUMENTS.bit()
          | Anomaly.ARGUMENT_NAME_TOO_LONG.bit()
          | Anomaly.ARGUMENT_TOO_LONG.bit()
          | Anomaly.ARGUMENTS_TOO_LONG.bit();

  private final PathPass path;
  private final QueryPass query;

  /** Targets that are not longer and have none but harmless characters are not taken apart. */
  private final int harmlessLength;

  /** The sorts of characters that are never harmless. */
  private final int harmful;

  private long found;

  /**
   * Working memory.
   *
   * @param wanted the kinds of anomalies that any rule asks for, as bits
   */
  TargetPass(long wanted, AnomalyLimits limits) {
    this.path = new PathPass(limits.restrictedSuffixes);
    this.query = new QueryPass(limits);
    this.harmlessLength =
        (wanted & ARGUMENT_KINDS) == 0 ? Integer.MAX_VALUE : limits.fewestCharactersOfArguments();
    this.harmful = TargetCharacters.ODD | ((wanted & DOT_KINDS) == 0 ? 0 : TargetCharacters.DOT);
  }

  /** The anomalies of a target as it was sent. */
  long read(CharSequence target, CharSequence method) {
    if (isHarmless(target)) {
      return 0;
    }
    if ("CONNECT".contentEquals(method) || isAsterisk(target, method)) {
      // RFC 9112 sections 3.2.3 and 3.2.4; in HTTP/2, CONNECT has no path at all.
      return 0;
    }
    found = 0;
    path.reset();
    query.reset();
    int start = Authority.end(target);
    for (int i = 0; i < start; i++) {
      raw(target.charAt(i));
    }
    if (start == target.length() ? start == 0 : "/?".indexOf(target.charAt(start)) < 0) {
      found |= Anomaly.TARGET_INVALID.bit();
    }
    readPathAndQuery(target, start);
    path.end();
    query.end();
    return found | path.found() | query.found();
  }

  /**
   * Whether a look at which characters occur is enough. Dots and parameters are a disguise only
   * together.
   */
  private boolean isHarmless(CharSequence target) {
    int length = target.length();
    if (length == 0 || length > harmlessLength || target.charAt(0) != '/') {
      return false;
    }
    int sorts = TargetCharacters.sorts(target);
    return (sorts & harmful) == 0 && sorts != TargetCharacters.DOTS_AND_PARAMETERS;
  }

  private void readPathAndQuery(CharSequence target, int start) {
    int length = target.length();
    boolean inPath = true;
    for (int i = start; i < length; i++) {
      char c = target.charAt(i);
      if (Chars.isPlain(c)) {
        if (inPath) {
          path.nextPlain(c);
        } else {
          query.nextPlain();
        }
        continue;
      }
      raw(c);
      if (c == '#') {
        found |= Anomaly.TARGET_FRAGMENT.bit();
        return;
      }
      if (inPath && c == '?') {
        inPath = false;
        continue;
      }
      int value = c;
      boolean encoded = false;
      if (c == '%') {
        int pair = Chars.hexPair(target, i + 1);
        if (pair < 0) {
          badPercent(target, i + 1, inPath);
        } else {
          value = pair;
          encoded = true;
          i += 2;
          if (pair == '%' && Chars.hexPair(target, i + 1) >= 0) {
            found |= Anomaly.DOUBLE_ENCODING.bit();
          }
        }
      }
      if (value == '\\' && isUnicodeEscape(target, i + 1)) {
        found |= Anomaly.UNICODE_ESCAPE.bit();
      }
      if (inPath) {
        path.next(value, encoded);
      } else {
        query.next(value, encoded);
      }
    }
  }

  private void raw(char c) {
    if (c <= ' ' || c >= 0x7f) {
      if (Chars.isControl(c)) {
        found |= Anomaly.TARGET_CONTROL.bit();
      } else if (c == ' ') {
        found |= Anomaly.TARGET_INVALID.bit();
      } else {
        found |= Anomaly.TARGET_NOT_ASCII.bit();
      }
    }
  }

  private void badPercent(CharSequence target, int start, boolean inPath) {
    found |= (inPath ? Anomaly.PATH_ENCODING_INVALID : Anomaly.QUERY_ENCODING_INVALID).bit();
    boolean unicode = start < target.length() && (target.charAt(start) | 0x20) == 'u';
    if (unicode
        && Chars.hexPair(target, start + 1) == 0xff
        && Chars.hexPair(target, start + 3) >= 0) {
      found |= Anomaly.UNICODE_WIDTH.bit();
    }
  }

  private static boolean isUnicodeEscape(CharSequence target, int start) {
    return start < target.length()
        && (target.charAt(start) | 0x20) == 'u'
        && Chars.hexPair(target, start + 1) >= 0
        && Chars.hexPair(target, start + 3) >= 0;
  }

  private static boolean isAsterisk(CharSequence target, CharSequence method) {
    return target.length() == 1 && target.charAt(0) == '*' && "OPTIONS".contentEquals(method);
  }
}
