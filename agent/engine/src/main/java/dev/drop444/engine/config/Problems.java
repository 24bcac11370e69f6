package dev.drop444.engine.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects problems, so that an operator sees all of them at once. Not thread-safe. */
final class Problems {

  static final String PREFIX = "drop444.";

  /** More than an operator reads; a list in the wrong format has as many as it has lines. */
  static final int MOST = 100;

  private final List<Problem> all = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private int more;

  /** The value of a setting, or a part of it, is wrong. */
  void value(Setting setting, String part, String expected, @Nullable String nearest) {
    value(setting, part, setting.origin(), expected, nearest);
  }

  /** The same, where the part stands in a place of its own, such as a line of a list file. */
  void value(
      Setting setting, String part, String origin, String expected, @Nullable String nearest) {
    add(new Problem(PREFIX + setting.key(), part, origin, expected, nearest));
  }

  void add(Problem problem) {
    if (all.size() < MOST) {
      all.add(problem);
    } else {
      more++;
    }
  }

  /** Something of which an operator should know, and which stops nothing. */
  void warn(Setting setting, String part, String origin, String sentence) {
    if (warnings.size() < MOST) {
      warnings.add(new Problem(PREFIX + setting.key(), part, origin, sentence, null));
    }
  }

  List<Problem> warnings() {
    return warnings;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  int size() {
    return all.size();
  }

  List<Problem> list() {
    List<Problem> list = new ArrayList<>(all);
    if (more > 0) {
      list.add(new Problem("...", null, "everywhere", "and " + more + " more", null));
    }
    return list;
  }
}
