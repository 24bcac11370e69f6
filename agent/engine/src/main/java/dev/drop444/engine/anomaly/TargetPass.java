package dev.drop444.engine.anomaly;

import dev.drop444.engine.request.Authority;

/**
 * Reads a request target once: raw characters and percent-encoding here, the decoded bytes in
 * {@link PathPass} and {@link QueryPass}. Not thread-safe.
 */
final class TargetPass {

  private final PathPass path;
  private final QueryPass query;
  private long found;

  TargetPass(AnomalyLimits limits) {
    this.path = new PathPass(limits.restrictedSuffixes);
    this.query = new QueryPass(limits);
  }

  /** The anomalies of a target as it was sent. */
  long read(CharSequence target, CharSequence method) {
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
