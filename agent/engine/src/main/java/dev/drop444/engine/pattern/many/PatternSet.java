package dev.drop444.engine.pattern.many;

import dev.drop444.engine.pattern.many.PatternCompiler.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many globs, one pass: which of them match a whole text, in the order of a list.
 *
 * <p>Time is linear in the text, whatever the patterns and the text. It is read once to see that no
 * literal of any pattern occurs, which is all that most texts need. Otherwise it is read once more
 * to find those that do; where one is found, no more than its pattern's length is compared. A
 * pattern that mixes wild cards in a seldom way ({@code ?}, {@code *} within a path, more than one
 * literal in the middle) reads the text once more if its longest literal was found. Memory is
 * linear in the patterns. Nothing is allocated, unless something matches and {@link #matches} is
 * asked, or for a pattern of that seldom kind that is longer than 63 characters or of which there
 * are more than 64.
 *
 * <p>Texts hold one byte a char; a char above 255 is matched by wild cards only. They are read by
 * {@code charAt}, never made a string. Immutable, thread-safe, without locks.
 */
public final class PatternSet {

  /** What {@link #first} says if no pattern matches. */
  public static final int NONE = -1;

  private static final int NOTHING_YET = Integer.MAX_VALUE;

  private final TextKind kind;
  private final int size;
  private final Entry[] always;
  private final Entry[] triggered;
  private final LiteralIndex literals;
  private final @Nullable GramFilter filter;

  private PatternSet(TextKind kind, List<String> globs) {
    this.kind = kind;
    this.size = globs.size();
    PatternCompiler compiler = new PatternCompiler(kind);
    for (int id = 0; id < size; id++) {
      try {
        compiler.add(globs.get(id), id);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("pattern " + (id + 1) + ": " + e.getMessage(), e);
      }
    }
    this.always = compiler.always.toArray(new Entry[0]);
    this.triggered = compiler.triggered.toArray(new Entry[0]);
    this.literals = new LiteralIndex(compiler.literals);
    this.filter = GramFilter.of(compiler.literals);
  }

  /**
   * Compiles globs for text in which {@code *} is any run of characters, {@code ?} is any one, and
   * {@code \} makes the next an ordinary one.
   *
   * @param globs those of higher priority first; a pattern's place in the list is its id
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public static PatternSet compile(List<String> globs, boolean caseInsensitive) {
    return new PatternSet(caseInsensitive ? TextKind.TEXT : TextKind.EXACT_TEXT, globs);
  }

  /**
   * Compiles globs for paths: case counts; {@code *} and {@code ?} do not cross {@code /}, {@code
   * **} does; a pattern that does not start with {@code /} matches at any depth; a whole segment
   * {@code **} also stands for no segment ({@code /.git/**} matches {@code /.git}); {@code *} alone
   * matches everything.
   *
   * @param globs those of higher priority first; a pattern's place in the list is its id
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public static PatternSet compilePaths(List<String> globs) {
    return new PatternSet(TextKind.PATH, globs);
  }

  /**
   * Compiles globs for a kind of text.
   *
   * @param globs those of higher priority first; a pattern's place in the list is its id
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public static PatternSet compile(List<String> globs, TextKind kind) {
    return new PatternSet(kind, globs);
  }

  /**
   * Checks a glob without compiling it.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public static void check(String glob, TextKind kind) {
    GlobTokens.parse(glob, kind);
  }

  /** How many patterns there are. */
  public int size() {
    return size;
  }

  /** Whether any pattern matches a part of a text. */
  public boolean any(CharSequence text, int start, int end) {
    return search(text, start, end, true, null) != NONE;
  }

  /** The matching pattern of the highest priority for a part of a text, or {@link #NONE}. */
  public int first(CharSequence text, int start, int end) {
    return search(text, start, end, false, null);
  }

  /** All patterns that match a part of a text. Allocates nothing if none does. */
  public Matches matches(CharSequence text, int start, int end) {
    if (!any(text, start, end)) {
      return Matches.NONE;
    }
    long[] found = new long[(size + 63) >>> 6];
    search(text, start, end, false, found);
    return new Matches(found);
  }

  /**
   * Adds all patterns that match a part of a text to those that were found before. Allocates
   * nothing, with the exception that the class names.
   *
   * @param found at least one bit a pattern: bit {@code id & 63} of word {@code id >>> 6}
   * @return whether any matches that was not found before
   */
  public boolean collect(CharSequence text, int start, int end, long[] found) {
    return search(text, start, end, false, found) != NONE;
  }

  /** All patterns that match a text. Allocates nothing if none does. */
  public Matches matches(CharSequence text) {
    return matches(text, 0, text.length());
  }

  /**
   * Looks for matching patterns.
   *
   * @param any stop at the first that is found, whatever its priority
   * @param found where to note all; null if those after the best do not matter
   * @return the best that was found, or {@link #NONE}
   */
  private int search(CharSequence text, int start, int end, boolean any, long @Nullable [] found) {
    int best = NOTHING_YET;
    for (Entry entry : always) {
      if (wanted(entry.id, best, found) && holdsAlways(entry.check, text, start, end)) {
        best = note(entry.id, best, found);
        if (enough(best, any, found)) {
          return best;
        }
      }
    }
    if (triggered.length > 0 && (filter == null || filter.mayMatch(text, start, end))) {
      best = searchLiterals(text, start, end, best, any, found);
    }
    return best == NOTHING_YET ? NONE : best;
  }

  private static boolean holdsAlways(Check check, CharSequence text, int start, int end) {
    int at = check instanceof Shape ? ((Shape) check).place(start, end) : end;
    return check.holds(text, start, end, at);
  }

  private int searchLiterals(
      CharSequence text, int start, int end, int known, boolean any, long @Nullable [] found) {
    int best = known;
    long asked = 0;
    long[] askedMore = null;
    int node = LiteralIndex.ROOT;
    for (int i = start; i < end; i++) {
      node = literals.step(node, kind.fold(text.charAt(i)));
      int literal = literals.longest(node);
      for (; literal != LiteralIndex.ROOT; literal = literals.shorter(literal)) {
        for (int use = literals.from(literal); use < literals.to(literal); use++) {
          Entry entry = triggered[literals.literal(use)];
          if (!wanted(entry.id, best, found)) {
            continue;
          }
          if (entry.once >= 64) {
            askedMore = askedMore != null ? askedMore : new long[(size >>> 6) + 1];
            long before = askedMore[entry.once >>> 6];
            askedMore[entry.once >>> 6] |= 1L << entry.once;
            if (before == askedMore[entry.once >>> 6]) {
              continue;
            }
          } else if (entry.once >= 0) {
            long before = asked;
            asked |= 1L << entry.once;
            if (before == asked) {
              continue;
            }
          }
          if (entry.check.holds(text, start, end, i + 1)) {
            best = note(entry.id, best, found);
            if (enough(best, any, found)) {
              return best;
            }
          }
        }
      }
    }
    return best;
  }

  private static boolean wanted(int id, int best, long @Nullable [] found) {
    return found == null ? id < best : (found[id >>> 6] >>> id & 1) == 0;
  }

  private static boolean enough(int best, boolean any, long @Nullable [] found) {
    return any || (best == 0 && found == null);
  }

  private static int note(int id, int best, long @Nullable [] found) {
    if (found != null) {
      found[id >>> 6] |= 1L << id;
    }
    return Math.min(id, best);
  }
}
