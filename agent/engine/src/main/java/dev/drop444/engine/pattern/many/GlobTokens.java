package dev.drop444.engine.pattern.many;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a glob into tokens: bytes from 0 to 255 that stand for themselves, and the wild cards.
 *
 * <ul>
 *   <li>{@code *} is any run of characters, the empty one too; in a path it stays within a segment.
 *   <li>{@code **} is any run of characters, {@code /} included.
 *   <li>{@code ?} is one character (byte, outside ASCII); in a path it is not {@code /}.
 *   <li>{@code \} makes the next character an ordinary one.
 * </ul>
 *
 * <p>In paths a pattern that does not start with {@code /} matches at any depth, a whole segment
 * {@code **} also stands for no segment, and {@code *} alone matches everything.
 */
final class GlobTokens {

  /** Longer patterns are refused, in bytes. */
  static final int MAX_LENGTH = 1024;

  /** One byte; in a path not a slash. */
  static final int ONE = -1;

  /** Any run of bytes without a slash; in paths only. */
  static final int RUN = -2;

  /** Any run of bytes. */
  static final int ANYTHING = -3;

  /** A slash, or nothing of this token and the {@link #ANYTHING} after it. */
  static final int OPTIONAL_SLASH = -4;

  private final TextKind kind;
  private final byte[] glob;
  private final int[] tokens;
  private int count;

  private GlobTokens(TextKind kind, byte[] glob) {
    this.kind = kind;
    this.glob = glob;
    this.tokens = new int[glob.length + 4];
  }

  /**
   * Reads a glob.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  static int[] parse(String glob, TextKind kind) {
    byte[] bytes = glob.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a pattern cannot be empty");
    }
    if (bytes.length > MAX_LENGTH) {
      throw new IllegalArgumentException("a pattern cannot be longer than 1024 bytes");
    }
    return new GlobTokens(kind, bytes).read();
  }

  private int[] read() {
    boolean path = kind == TextKind.PATH;
    boolean everything = glob.length == 1 && glob[0] == '*';
    if (path && !everything && glob[0] != '/' && !startsWithTwoStars()) {
      anyDepth();
    }
    for (int i = 0; i < glob.length; i++) {
      switch (glob[i]) {
        case '\\':
          if (++i == glob.length) {
            throw new IllegalArgumentException("a pattern cannot end with a single backslash");
          }
          literal(glob[i]);
          break;
        case '?':
          tokens[count++] = ONE;
          break;
        case '*':
          int first = i;
          while (i + 1 < glob.length && glob[i + 1] == '*') {
            i++;
          }
          if (i == first) {
            star(path && !everything ? RUN : ANYTHING);
          } else {
            boolean wholeSegment = i + 1 == glob.length || glob[i + 1] == '/';
            stars(path && wholeSegment);
          }
          break;
        default:
          literal(glob[i]);
      }
    }
    return Arrays.copyOf(tokens, count);
  }

  private boolean startsWithTwoStars() {
    return glob.length > 1 && glob[0] == '*' && glob[1] == '*';
  }

  private void anyDepth() {
    if (glob[0] == '*') {
      // "Any directories, then a name that starts with anything" is all that starts with a slash.
      tokens[count++] = '/';
      tokens[count++] = ANYTHING;
    } else {
      tokens[count++] = OPTIONAL_SLASH;
      tokens[count++] = ANYTHING;
      tokens[count++] = '/';
    }
  }

  private void literal(byte value) {
    tokens[count++] = kind.fold((char) (value & 0xff));
  }

  /** Adds a run, unless there is one already that takes all that this one could. */
  private void star(int run) {
    if (count == 0 || tokens[count - 1] != ANYTHING) {
      tokens[count++] = run;
    }
  }

  private void stars(boolean wholeSegment) {
    if (wholeSegment && count > 0 && tokens[count - 1] == '/') {
      // After "/**" another "/**" says nothing new.
      if (count > 2 && tokens[count - 2] == ANYTHING && tokens[count - 3] == OPTIONAL_SLASH) {
        count--;
        return;
      }
      tokens[count - 1] = OPTIONAL_SLASH;
    }
    tokens[count++] = ANYTHING;
  }
}
