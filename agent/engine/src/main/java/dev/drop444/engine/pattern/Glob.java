package dev.drop444.engine.pattern;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One pattern, compiled to tokens. It matches a whole text.
 *
 * <ul>
 *   <li>{@code *} is any run of characters, the empty one too; in a path it stays within a segment.
 *   <li>{@code **} is any run of characters, {@code /} included.
 *   <li>{@code ?} is one character (byte, outside ASCII); in a path it is not {@code /}.
 *   <li>{@code \} makes the next character an ordinary one.
 * </ul>
 *
 * <p>Paths have three rules more, all meant to do what people expect who write them: a pattern that
 * does not start with {@code /} matches at any depth ({@code *.php} matches {@code /a/b.php}); a
 * whole segment {@code **} also stands for no segment, so that {@code /.git/**} matches {@code
 * /.git} and {@code /.git/config}, and {@code /a/**}{@code /b} matches {@code /a/b}; and {@code *}
 * alone matches every path. {@code /foo/*} matches {@code /foo/} and {@code /foo/a}, but neither
 * {@code /foo} nor {@code /foo/a/b}.
 *
 * <p>A non-ASCII character of a pattern stands for its UTF-8 bytes, because what arrives is bytes.
 * Immutable.
 */
public final class Glob {

  /** What kind of text a pattern is for. */
  public enum Kind {
    /** Case-sensitive, and {@code *} does not cross {@code /}. */
    PATH,
    /** Case-sensitive text, such as a method. */
    EXACT_TEXT,
    /** Text in which the case of ASCII letters does not count. */
    TEXT
  }

  /** Longer patterns are refused, in bytes. */
  public static final int MAX_LENGTH = 1024;

  // A token is a byte from 0 to 255, or one of these.
  /** One byte; in a path not a slash. */
  static final int ONE = -1;

  /** Any run of bytes without a slash; in paths only. */
  static final int RUN = -2;

  /** Any run of bytes. */
  static final int ANYTHING = -3;

  /** A slash, or nothing of this token and the one after it. */
  static final int OPTIONAL_SLASH = -4;

  private final Kind kind;
  private final int[] tokens;

  private Glob(Kind kind, int[] tokens) {
    this.kind = kind;
    this.tokens = tokens;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public static Glob parse(String pattern, Kind kind) {
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException("a pattern cannot be empty");
    }
    byte[] bytes = pattern.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_LENGTH) {
      throw new IllegalArgumentException("a pattern cannot be longer than 1024 bytes");
    }
    Tokens tokens = new Tokens(kind, bytes.length + 4);
    boolean anyDepth =
        kind == Kind.PATH && !pattern.equals("*") && bytes[0] != '/' && !pattern.startsWith("**");
    if (anyDepth) {
      tokens.add(OPTIONAL_SLASH);
      tokens.add(ANYTHING);
      tokens.add('/');
    }
    for (int i = 0; i < bytes.length; i++) {
      switch (bytes[i]) {
        case '\\':
          if (++i == bytes.length) {
            throw new IllegalArgumentException("a pattern cannot end with a single backslash");
          }
          tokens.add(bytes[i] & 0xff);
          break;
        case '?':
          tokens.add(ONE);
          break;
        case '*':
          int start = i;
          while (i + 1 < bytes.length && bytes[i + 1] == '*') {
            i++;
          }
          if (i == start) {
            tokens.add(kind == Kind.PATH && bytes.length > 1 ? RUN : ANYTHING);
          } else {
            boolean wholeSegment = i + 1 == bytes.length || bytes[i + 1] == '/';
            tokens.addAnything(kind == Kind.PATH && wholeSegment);
          }
          break;
        default:
          tokens.add(bytes[i] & 0xff);
      }
    }
    return new Glob(kind, tokens.toArray());
  }

  Kind kind() {
    return kind;
  }

  int[] tokens() {
    return tokens;
  }

  /** Tokens so far. */
  private static final class Tokens {
    private final boolean foldCase;
    private final int[] tokens;
    private int count;

    Tokens(Kind kind, int most) {
      this.foldCase = kind == Kind.TEXT;
      this.tokens = new int[most];
    }

    void add(int token) {
      tokens[count++] = foldCase && token >= 'A' && token <= 'Z' ? token + ('a' - 'A') : token;
    }

    void addAnything(boolean wholeSegment) {
      if (wholeSegment && count > 0 && tokens[count - 1] == '/') {
        tokens[count - 1] = OPTIONAL_SLASH;
      }
      add(ANYTHING);
    }

    int[] toArray() {
      return Arrays.copyOf(tokens, count);
    }
  }
}
