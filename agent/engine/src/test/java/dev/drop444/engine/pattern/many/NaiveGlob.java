package dev.drop444.engine.pattern.many;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a glob means, as plainly as it can be said: character by character, trying everything. Works
 * on the pattern's text, and shares no code with what it judges.
 */
public final class NaiveGlob {

  private final boolean path;
  private final String glob;
  private final String text;
  private final Map<Long, Boolean> known = new HashMap<>();

  private NaiveGlob(boolean path, String glob, String text) {
    this.path = path;
    this.glob = glob;
    this.text = text;
  }

  public static boolean matches(TextKind kind, String pattern, String text) {
    String bytes =
        new String(pattern.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    if (kind == TextKind.TEXT) {
      return new NaiveGlob(false, asciiLower(bytes), asciiLower(text)).matches(0, 0);
    }
    NaiveGlob naive = new NaiveGlob(kind == TextKind.PATH, bytes, text);
    if (kind == TextKind.EXACT_TEXT || pattern.startsWith("/") || pattern.startsWith("**")) {
      return naive.matches(0, 0);
    }
    if (pattern.equals("*")) {
      return true;
    }
    for (int i = 0; i < text.length() && text.startsWith("/"); i++) {
      if (text.charAt(i) == '/' && naive.matches(0, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static String asciiLower(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      lower.setCharAt(i, c < 128 ? Character.toLowerCase(c) : c);
    }
    return lower.toString();
  }

  private boolean matches(int g, int t) {
    long key = (long) g << 32 | t;
    Boolean before = known.get(key);
    if (before == null) {
      before = decide(g, t);
      known.put(key, before);
    }
    return before;
  }

  private boolean decide(int g, int t) {
    if (g == glob.length()) {
      return t == text.length();
    }
    boolean more = t < text.length();
    char c = glob.charAt(g);
    if (c == '*') {
      int after = g;
      while (after < glob.length() && glob.charAt(after) == '*') {
        after++;
      }
      boolean crosses = !path || after - g > 1;
      return matches(after, t) || (more && (crosses || text.charAt(t) != '/') && matches(g, t + 1));
    }
    if (c == '?') {
      return more && (!path || text.charAt(t) != '/') && matches(g + 1, t + 1);
    }
    int literal = c == '\\' ? g + 1 : g;
    int after = literal + 1;
    boolean same = more && text.charAt(t) == glob.charAt(literal);
    if (path && glob.charAt(literal) == '/' && glob.startsWith("**", after)) {
      int end = after;
      while (end < glob.length() && glob.charAt(end) == '*') {
        end++;
      }
      if ((end == glob.length() || glob.charAt(end) == '/') && matches(end, t)) {
        return true;
      }
    }
    return same && matches(after, t + 1);
  }
}
