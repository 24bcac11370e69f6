package dev.drop444.attach;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the one JVM that an operator means. */
final class Choice {

  private Choice() {}

  /**
   * The one of a name. Who is called exactly so goes before those of whose names it is a part.
   *
   * @throws AttachException if there is none, or more than one
   */
  static Jvm of(String name, List<Jvm> all) throws AttachException {
    List<Jvm> found = those(all, jvm -> jvm.isCalled(name));
    if (found.isEmpty()) {
      found = those(all, jvm -> jvm.isNearlyCalled(name));
    }
    if (found.isEmpty()) {
      throw new AttachException(
          Failure.NO_SUCH_JVM,
          "no JVM is called "
              + name
              + ". There are: "
              + text(all)
              + ". A JVM of another user, in a container, or with -XX:-UsePerfData does not show:"
              + " give its process id");
    }
    if (found.size() > 1) {
      throw new AttachException(
          Failure.AMBIGUOUS, name + " may be any of: " + text(found) + ". Give the process id");
    }
    return found.get(0);
  }

  private static List<Jvm> those(List<Jvm> all, Predicate<Jvm> wanted) {
    return all.stream().filter(wanted).collect(Collectors.toList());
  }

  /** Names them. */
  static String text(List<Jvm> some) {
    return some.isEmpty()
        ? "none"
        : some.stream().map(Jvm::toString).collect(Collectors.joining(", "));
  }
}
