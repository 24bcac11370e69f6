package dev.drop444.engine.pattern;

/** The definition of a glob, spelt out as recursion: easy to believe, and slow. */
final class NaiveGlob {

  private NaiveGlob() {}

  static boolean matches(String glob, String text, Glob.Kind kind) {
    boolean path = kind == Glob.Kind.PATH;
    if (kind == Glob.Kind.TEXT) {
      return rest(
          glob.toLowerCase(java.util.Locale.ROOT), text.toLowerCase(java.util.Locale.ROOT), false);
    }
    if (!path) {
      return rest(glob, text, false);
    }
    if (glob.equals("*")) {
      return true;
    }
    boolean rooted = glob.startsWith("/") || glob.startsWith("**");
    return rest(rooted ? glob : "/**/" + glob, text, true);
  }

  private static boolean rest(String glob, String text, boolean path) {
    if (glob.isEmpty()) {
      return text.isEmpty();
    }
    if (path && isTree(glob)) {
      // "/**" as a whole segment: nothing, or a slash and anything.
      String after = glob.substring(stars(glob, 1));
      if (rest(after, text, true)) {
        return true;
      }
      if (!text.startsWith("/")) {
        return false;
      }
      for (int i = 1; i <= text.length(); i++) {
        if (rest(after, text.substring(i), true)) {
          return true;
        }
      }
      return false;
    }
    char first = glob.charAt(0);
    if (first == '*') {
      int end = stars(glob, 0);
      boolean crosses = !path || end > 1;
      for (int i = 0; ; i++) {
        if (rest(glob.substring(end), text.substring(i), path)) {
          return true;
        }
        if (i == text.length() || (text.charAt(i) == '/' && !crosses)) {
          return false;
        }
      }
    }
    if (text.isEmpty()) {
      return false;
    }
    boolean one = first == '?' && !(path && text.charAt(0) == '/');
    return (one || (first != '?' && first == text.charAt(0)))
        && rest(glob.substring(1), text.substring(1), path);
  }

  private static boolean isTree(String glob) {
    if (!glob.startsWith("/**")) {
      return false;
    }
    int end = stars(glob, 1);
    return end == glob.length() || glob.charAt(end) == '/';
  }

  private static int stars(String glob, int from) {
    int end = from;
    while (end < glob.length() && glob.charAt(end) == '*') {
      end++;
    }
    return end;
  }
}
