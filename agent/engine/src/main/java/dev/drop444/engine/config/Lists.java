package dev.drop444.engine.config;

import dev.drop444.engine.address.AddressRange;
import dev.drop444.engine.address.AddressSet;
import dev.drop444.engine.pattern.Glob;
import dev.drop444.engine.pattern.Patterns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The types of values that are lists, separated by commas, each of any number of elements. */
final class Lists {

  private Lists() {}

  /** Addresses, CIDRs and ranges; {@code @file} for a file of them. */
  static ValueType<AddressSet> addresses() {
    return new ValueType<AddressSet>() {
      @Override
      public String expected() {
        return "a list of IPv4 and IPv6 addresses, CIDRs (203.0.113.0/24), ranges"
            + " (203.0.113.1-203.0.113.9) and @file";
      }

      @Override
      public @Nullable AddressSet parse(Setting setting, Problems problems) {
        AddressSet.Builder addresses = new AddressSet.Builder();
        boolean good =
            each(
                setting,
                problems,
                AddressRange.EXPECTED,
                text -> addresses.add(AddressRange.parse(text)));
        return good ? addresses.build() : null;
      }
    };
  }

  /** Globs; {@code @file} for a file of them. */
  static ValueType<Patterns> patterns(Glob.Kind kind) {
    return patterns(kind, "a glob");
  }

  /** Host names as globs. */
  static ValueType<Patterns> hosts() {
    return new ValueType<Patterns>() {
      private final ValueType<Patterns> globs = patterns(Glob.Kind.TEXT, "a host name or glob");

      @Override
      public String expected() {
        return globs.expected() + ", without port";
      }

      @Override
      public @Nullable Patterns parse(Setting setting, Problems problems) {
        return parsePatterns(setting, problems, Glob.Kind.TEXT, Lists::host);
      }
    };
  }

  /** A pattern with a port could never match, for ports are not compared. */
  private static String host(String pattern) {
    boolean literal = pattern.startsWith("[");
    int colon = pattern.indexOf(':', literal ? Math.max(0, pattern.indexOf(']')) : 0);
    if (colon >= 0) {
      throw new IllegalArgumentException("a host is compared without its port; leave the port out");
    }
    if (pattern.indexOf('/') >= 0) {
      throw new IllegalArgumentException("a host has no slash");
    }
    return pattern.endsWith(".") && pattern.length() > 1
        ? pattern.substring(0, pattern.length() - 1)
        : pattern;
  }

  private static ValueType<Patterns> patterns(Glob.Kind kind, String element) {
    return new ValueType<Patterns>() {
      @Override
      public String expected() {
        return "a list, each " + element + " (* and ?) or @file";
      }

      @Override
      public @Nullable Patterns parse(Setting setting, Problems problems) {
        return parsePatterns(setting, problems, kind, pattern -> pattern);
      }
    };
  }

  private static @Nullable Patterns parsePatterns(
      Setting setting, Problems problems, Glob.Kind kind, UnaryOperator<String> spelling) {
    List<Glob> globs = new ArrayList<>();
    boolean good =
        each(
            setting, problems, "a glob", text -> globs.add(Glob.parse(spelling.apply(text), kind)));
    return good ? Patterns.of(kind, globs) : null;
  }

  /** Some of a set of names. */
  static ValueType<List<String>> names(Collection<String> known) {
    List<String> words = new ArrayList<>(known);
    return new ValueType<List<String>>() {
      @Override
      public String expected() {
        return "a list of " + Scalars.either(words);
      }

      @Override
      public @Nullable List<String> parse(Setting setting, Problems problems) {
        List<String> names = new ArrayList<>();
        boolean good = true;
        for (String name : ListText.split(setting.value())) {
          if (words.contains(name)) {
            names.add(name);
          } else {
            good = false;
            problems.value(setting, name, "expected " + expected(), Spelling.nearest(name, words));
          }
        }
        return good ? names : null;
      }
    };
  }

  /**
   * Hands over each element, those of files included.
   *
   * @param reader throws IllegalArgumentException with a sentence for what is wrong
   * @return whether all were taken
   */
  private static boolean each(
      Setting setting, Problems problems, String expected, Consumer<String> reader) {
    boolean good = true;
    for (String element : ListText.split(setting.value())) {
      if (element.startsWith("@")) {
        good &= eachLine(setting, element.substring(1).trim(), problems, expected, reader);
      } else {
        good &= take(setting, element, setting.origin(), problems, expected, reader);
      }
    }
    return good;
  }

  private static boolean eachLine(
      Setting setting, String name, Problems problems, String expected, Consumer<String> reader) {
    String text;
    try {
      text = setting.files().read(name);
    } catch (IOException | RuntimeException unreadable) {
      problems.value(
          setting,
          "@" + name,
          "expected a readable file, but of "
              + Quoted.of(fullName(setting, name), 200)
              + ": "
              + unreadable.getMessage(),
          null);
      return false;
    }
    boolean good = true;
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      String entry = ListText.withoutComment(line);
      if (!entry.isEmpty()) {
        String origin = fullName(setting, name) + " line " + number;
        good &= take(setting, entry, origin, problems, expected, reader);
      }
    }
    return good;
  }

  private static String fullName(Setting setting, String name) {
    try {
      return setting.files().fullName(name);
    } catch (RuntimeException invalid) {
      return name;
    }
  }

  private static boolean take(
      Setting setting,
      String element,
      String origin,
      Problems problems,
      String expected,
      Consumer<String> reader) {
    try {
      reader.accept(element);
      return true;
    } catch (IllegalArgumentException wrong) {
      problems.value(
          setting, element, origin, "expected " + expected + ", but " + wrong.getMessage(), null);
      return false;
    }
  }
}
