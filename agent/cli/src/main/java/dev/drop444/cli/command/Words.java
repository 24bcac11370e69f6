package dev.drop444.cli.command;

import dev.drop444.engine.address.AddressLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command that acts on a process: the process, which may be left out, and what it
 * acts with there, if anything.
 */
final class Words {

  static final String PROCESS =
      "The process, or (part of) its main class or jar, as list shows. May be left out if drop444"
          + " guards one process only.";

  private final @Nullable String process;
  private final @Nullable String object;

  private Words(@Nullable String process, @Nullable String object) {
    this.process = process;
    this.object = object;
  }

  /** The words of a command that needs a process only. */
  static Words of(List<String> words) {
    return of(words, word -> false);
  }

  /**
   * The words of a command.
   *
   * @param isObject whether a word cannot be a process
   */
  static Words of(List<String> words, Predicate<String> isObject) {
    List<String> processes = new ArrayList<>();
    List<String> objects = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("-")) {
        throw new IllegalArgumentException("there is no option " + word + " here");
      }
      (isObject.test(word) ? objects : processes).add(word);
    }
    if (processes.size() > 1) {
      throw new IllegalArgumentException("not understood: " + processes.get(1));
    }
    if (objects.size() > 1) {
      throw new IllegalArgumentException("one at a time, please: " + objects.get(1));
    }
    return new Words(
        processes.isEmpty() ? null : processes.get(0), objects.isEmpty() ? null : objects.get(0));
  }

  /** Whether a word is an address, or a network as a ban shows it. */
  static boolean isAddress(String word) {
    return AddressLiteral.parse(addressOf(word)) != null;
  }

  /** The address in front of a network's length. */
  static String addressOf(String word) {
    int slash = word.indexOf('/');
    return slash < 0 ? word : word.substring(0, slash);
  }

  /** A process id or a name; null if it was left out. */
  @Nullable String process() {
    return process;
  }

  /** What it acts with; null if there is no such word. */
  @Nullable String object() {
    return object;
  }

  /** What it acts with. */
  String object(String missing) {
    if (object == null) {
      throw new IllegalArgumentException(missing);
    }
    return object;
  }
}
