package dev.drop444.engine.pattern.many;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the cheapest check for each pattern, and the literal that triggers it. */
final class PatternCompiler {

  /** Each optional segment of a pattern doubles its forms; more than these are not spelt out. */
  private static final int MAX_OPTIONAL = 2;

  /** A literal in the middle is preferred to a longer one at a start or end from this length on. */
  private static final int GOOD_TRIGGER = 4;

  private final TextKind kind;

  /** What must be asked when a literal was found; the literal stands at the same place. */
  final List<Entry> triggered = new ArrayList<>();

  final List<byte[]> literals = new ArrayList<>();

  /** What must be asked for every text. */
  final List<Entry> always = new ArrayList<>();

  private int once;

  PatternCompiler(TextKind kind) {
    this.kind = kind;
  }

  /** A check and the pattern that holds if it does. */
  static final class Entry {
    final Check check;
    final int id;

    /** Numbers the checks that are asked once a text; -1 for the others. */
    final int once;

    Entry(Check check, int id, int once) {
      this.check = check;
      this.id = id;
      this.once = once;
    }
  }

  /**
   * Adds a pattern.
   *
   * @param id greater than those before
   * @throws IllegalArgumentException with a sentence for the operator
   */
  void add(String glob, int id) {
    int[] tokens = GlobTokens.parse(glob, kind);
    List<Shape> shapes = shapes(tokens);
    if (shapes == null) {
      addPositions(tokens, id);
      return;
    }
    for (Shape shape : shapes) {
      if (shape.trigger().length < 2 && !shape.triggersAnywhere()) {
        always.add(new Entry(shape, id, -1));
      } else {
        triggered.add(new Entry(shape, id, -1));
        literals.add(shape.trigger());
      }
    }
  }

  private void addPositions(int[] tokens, int id) {
    Entry entry = new Entry(new Positions(tokens, kind), id, once++);
    byte[] trigger = Positions.trigger(tokens);
    if (trigger.length < 2) {
      always.add(entry);
    } else {
      triggered.add(entry);
      literals.add(trigger);
    }
  }

  /** The pattern as shapes one of which must hold; null if it cannot be said so. */
  private @Nullable List<Shape> shapes(int[] tokens) {
    int longest = Positions.trigger(tokens).length;
    List<Shape> shapes = new ArrayList<>();
    for (int[] form : forms(tokens)) {
      Shape shape = Shape.of(form, kind);
      if (shape == null) {
        return null;
      }
      int length = shape.trigger().length;
      if (shape.triggersAnywhere() && length < GOOD_TRIGGER && length < longest) {
        return null;
      }
      shapes.add(shape);
    }
    return shapes;
  }

  /** All forms of a pattern with each of its optional segments there or not. */
  private static List<int[]> forms(int[] tokens) {
    List<int[]> forms = new ArrayList<>();
    forms.add(tokens);
    for (int round = 0; round < MAX_OPTIONAL; round++) {
      List<int[]> next = new ArrayList<>();
      for (int[] form : forms) {
        int at = optional(form);
        if (at < 0) {
          next.add(form);
        } else {
          int[] with = form.clone();
          with[at] = '/';
          next.add(with);
          int[] without = new int[form.length - 2];
          System.arraycopy(form, 0, without, 0, at);
          System.arraycopy(form, at + 2, without, at, without.length - at);
          next.add(without);
        }
      }
      forms = next;
    }
    return forms;
  }

  private static int optional(int[] tokens) {
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] == GlobTokens.OPTIONAL_SLASH) {
        return i;
      }
    }
    return -1;
  }
}
