package dev.drop444.engine.config;

import dev.drop444.engine.address.AddressRange;
import dev.drop444.engine.address.AddressSet;
import dev.drop444.engine.address.list.AddressLists;
import dev.drop444.engine.address.list.BrokenLine;
import dev.drop444.engine.address.list.ListState;
import dev.drop444.engine.address.list.WatchedList;
import dev.drop444.engine.overload.Threshold;
import dev.drop444.engine.pattern.many.PatternSet;
import dev.drop444.engine.pattern.many.TextKind;
import dev.drop444.engine.rule.NumberRanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The types of values that are lists, separated by commas, each of any number of elements. */
final class Lists {

  private Lists() {}

  /** Addresses, CIDRs and ranges; {@code @file} for a file of them that is reread. */
  static ValueType<AddressLists> addresses() {
    return new ValueType<AddressLists>() {
      @Override
      public String expected() {
        return "a list of IPv4 and IPv6 addresses, CIDRs (203.0.113.0/24), ranges"
            + " (203.0.113.1-203.0.113.9) and @file";
      }

      @Override
      public @Nullable AddressLists parse(Setting setting, Problems problems) {
        return addresses(setting, ListText.split(setting.value()), problems);
      }
    };
  }

  /** Some elements of a setting as addresses; null if one is wrong, which has been reported. */
  static @Nullable AddressLists addresses(
      Setting setting, List<String> elements, Problems problems) {
    AddressSet.Builder inPlace = new AddressSet.Builder();
    List<WatchedList> files = new ArrayList<>();
    boolean good = true;
    for (String element : elements) {
      WatchedList file = element.startsWith("@") ? watch(setting, element, problems) : null;
      if (file != null) {
        files.add(file);
      } else if (!element.startsWith("@")) {
        good &=
            take(
                setting,
                element,
                setting.origin(),
                problems,
                AddressRange.EXPECTED,
                text -> inPlace.add(AddressRange.parse(text)));
      } else {
        good = false;
      }
    }
    return good ? new AddressLists(inPlace.build(), files) : null;
  }

  private static @Nullable WatchedList watch(Setting setting, String element, Problems problems) {
    String name = element.substring(1).trim();
    WatchedList list;
    try {
      list = setting.files().watch(name);
    } catch (IOException | RuntimeException unreadable) {
      unreadable(setting, name, String.valueOf(unreadable.getMessage()), problems);
      return null;
    }
    if (list == null) {
      unreadable(setting, name, "addresses cannot be read from there", problems);
      return null;
    }
    ListState state = list.state();
    for (BrokenLine line : state.firstBrokenLines()) {
      problems.warn(
          setting,
          element,
          fullName(setting, name) + " line " + line.number(),
          line.fault().sentence() + "; the other lines count");
    }
    int more = state.brokenLines() - state.firstBrokenLines().size();
    if (more > 0) {
      problems.warn(setting, element, fullName(setting, name), more + " more lines are broken");
    }
    return list;
  }

  private static void unreadable(Setting setting, String name, String why, Problems problems) {
    problems.value(
        setting,
        "@" + name,
        "expected a readable file, but of " + Quoted.of(fullName(setting, name), 200) + ": " + why,
        null);
  }

  /** Globs; {@code @file} for a file of them. */
  static ValueType<List<String>> globs(TextKind kind) {
    return each(
        "a list, each a glob (* and ?) or @file",
        "a glob",
        Integer.MAX_VALUE,
        text -> glob(text, kind));
  }

  private static String glob(String text, TextKind kind) {
    PatternSet.check(text, kind);
    return text;
  }

  /** Host names as globs. */
  static ValueType<List<String>> hosts() {
    return each(
        "a list, each a host name or glob (* and ?) or @file, without port",
        "a glob",
        Integer.MAX_VALUE,
        text -> glob(host(text), TextKind.TEXT));
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

  /**
   * Words of an operator's own choice; {@code @file} for a file of them.
   *
   * @param one what each is
   * @param most how many there may be
   * @param reader makes of a word what is meant, or throws IllegalArgumentException with a sentence
   *     for what is wrong
   */
  static ValueType<List<String>> each(
      String expected, String one, int most, UnaryOperator<String> reader) {
    return new ValueType<List<String>>() {
      @Override
      public String expected() {
        return expected;
      }

      @Override
      public @Nullable List<String> parse(Setting setting, Problems problems) {
        List<String> words = new ArrayList<>();
        boolean good = each(setting, problems, one, text -> words.add(reader.apply(text)));
        if (words.size() > most) {
          problems.value(setting, setting.value(), "expected at most " + most + " of them", null);
          return null;
        }
        return good ? words : null;
      }
    };
  }

  /** Names of header fields, in lower case. */
  static ValueType<List<String>> fieldNames() {
    return checkedNames("header fields", "the name of a header field", KeyName::isFieldName);
  }

  /** Names of rules, which need not be there. */
  static ValueType<List<String>> ruleNames() {
    return checkedNames("rules", "the name of a rule", KeyName::isRuleName);
  }

  private static ValueType<List<String>> checkedNames(
      String of, String expected, Predicate<String> check) {
    return new ValueType<List<String>>() {
      @Override
      public String expected() {
        return "a list of names of " + of;
      }

      @Override
      public @Nullable List<String> parse(Setting setting, Problems problems) {
        List<String> names = new ArrayList<>();
        boolean good = true;
        for (String name : ListText.split(setting.value())) {
          String lower = name.toLowerCase(Locale.ROOT);
          names.add(lower);
          if (!check.test(lower)) {
            good = false;
            problems.value(setting, name, "expected " + expected, null);
          }
        }
        return good ? names : null;
      }
    };
  }

  /** Whole numbers and ranges of them. */
  static ValueType<NumberRanges> ranges() {
    return new ValueType<NumberRanges>() {
      @Override
      public String expected() {
        return "a list, each " + NumberRanges.EXPECTED;
      }

      @Override
      public @Nullable NumberRanges parse(Setting setting, Problems problems) {
        List<String> ranges = ListText.split(setting.value());
        boolean good = true;
        for (String range : ranges) {
          good &=
              take(
                  setting,
                  range,
                  setting.origin(),
                  problems,
                  NumberRanges.EXPECTED,
                  text -> NumberRanges.of(List.of(text)));
        }
        return good ? NumberRanges.of(ranges) : null;
      }
    };
  }

  /** Thresholds of signals of overload. */
  static ValueType<List<Threshold>> thresholds() {
    return new ValueType<List<Threshold>>() {
      @Override
      public String expected() {
        return "a list of thresholds: " + Threshold.EXPECTED;
      }

      @Override
      public @Nullable List<Threshold> parse(Setting setting, Problems problems) {
        List<Threshold> thresholds = new ArrayList<>();
        boolean good = true;
        for (String threshold : ListText.split(setting.value())) {
          good &=
              take(
                  setting,
                  threshold,
                  setting.origin(),
                  problems,
                  Threshold.EXPECTED,
                  text -> thresholds.add(Threshold.of(text)));
        }
        return good ? thresholds : null;
      }
    };
  }

  /** Some of a set of words, each of which stands for something. */
  static <T> ValueType<T> words(
      List<String> known, String expected, Function<List<String>, T> meaning) {
    ValueType<List<String>> names = names(known, expected);
    return new ValueType<T>() {
      @Override
      public String expected() {
        return expected;
      }

      @Override
      public @Nullable T parse(Setting setting, Problems problems) {
        List<String> words = names.parse(setting, problems);
        return words == null ? null : meaning.apply(words);
      }
    };
  }

  /** Some of a set of names. */
  static ValueType<List<String>> names(Collection<String> known) {
    List<String> words = new ArrayList<>(known);
    return names(words, "a list of " + Scalars.either(words));
  }

  private static ValueType<List<String>> names(List<String> words, String expected) {
    return new ValueType<List<String>>() {
      @Override
      public String expected() {
        return expected;
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
      unreadable(setting, name, String.valueOf(unreadable.getMessage()), problems);
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
