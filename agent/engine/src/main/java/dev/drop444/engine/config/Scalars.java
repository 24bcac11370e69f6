package dev.drop444.engine.config;

import dev.drop444.engine.client.ClientAddressHeader;
import dev.drop444.engine.rate.LimitKey;
import dev.drop444.engine.rate.Rate;
import dev.drop444.engine.rule.Share;
import dev.drop444.engine.text.Digits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types of values that are one thing. */
final class Scalars {

  private Scalars() {}

  /** One of an enum's constants, in lower case with dashes. */
  static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(word(constant), constant);
    }
    return choice(choices);
  }

  static ValueType<Boolean> bool() {
    Map<String, Boolean> choices = new LinkedHashMap<>();
    choices.put("true", true);
    choices.put("false", false);
    return choice(choices);
  }

  private static <T> ValueType<T> choice(Map<String, T> choices) {
    List<String> words = new ArrayList<>(choices.keySet());
    return new ValueType<T>() {
      @Override
      public String expected() {
        return either(words);
      }

      @Override
      public @Nullable T parse(Setting setting, Problems problems) {
        T choice = choices.get(setting.value());
        if (choice == null) {
          String nearest = Spelling.nearest(setting.value(), words);
          problems.value(setting, setting.value(), "expected " + expected(), nearest);
        }
        return choice;
      }
    };
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String either(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /** A whole number; underscores and thousands separators are not taken. */
  static ValueType<Integer> number(int least, int most) {
    return scalar(
        "a whole number from " + least + " to " + most,
        text -> {
          try {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? number : null;
          } catch (NumberFormatException none) {
            return null;
          }
        });
  }

  /** A whole number, or a word that stands for 0. */
  static ValueType<Integer> numberOr(int least, int most, String word) {
    return scalar(
        "a whole number from " + least + " to " + most + ", or " + word,
        text -> {
          if (text.equals(word)) {
            return 0;
          }
          try {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? number : null;
          } catch (NumberFormatException none) {
            return null;
          }
        });
  }

  /** A number with a unit, from a millisecond to ten years. */
  static ValueType<Duration> duration() {
    return scalar(Durations.expected(), Durations::parse);
  }

  /** Bytes a second; the prefixes are decimal, as ever with rates. */
  static ValueType<Long> byteRate() {
    return scalar(
        "a rate: a whole number and B/s, kB/s or MB/s, as in 500B/s",
        text -> {
          int unit = text.endsWith("kB/s") || text.endsWith("MB/s") ? 4 : 3;
          int digits = text.length() - unit;
          if (!text.endsWith("B/s") || digits < 1 || digits > 9 || !Digits.are(text, 0, digits)) {
            return null;
          }
          long factor = unit == 3 ? 1 : text.charAt(digits) == 'k' ? 1_000 : 1_000_000;
          long rate = Long.parseLong(text.substring(0, digits)) * factor;
          return rate > 0 && rate <= 1_000_000_000 ? rate : null;
        });
  }

  /** A size in bytes; the prefixes are decimal. */
  static ValueType<Long> size() {
    return scalar(
        "a size: a whole number and kB, MB or GB, as in 100MB",
        text -> {
          int digits = text.length() - 2;
          if (digits < 1 || digits > 6 || !Digits.are(text, 0, digits)) {
            return null;
          }
          long number = Long.parseLong(text.substring(0, digits));
          switch (text.substring(digits)) {
            case "kB":
              return number > 0 ? number * 1_000 : null;
            case "MB":
              return number > 0 ? number * 1_000_000 : null;
            case "GB":
              return number > 0 ? number * 1_000_000_000 : null;
            default:
              return null;
          }
        });
  }

  /** A share of all clients. */
  static ValueType<Share> share() {
    return scalar("a percentage from 0% to 100%, as in 25% or 0.5%", Share::parse);
  }

  /** The header in which proxies say who the client is. */
  static ValueType<ClientAddressHeader> clientAddressHeader() {
    return scalar(
        "X-Forwarded-For, Forwarded or the name of a header with one address",
        text -> {
          try {
            return ClientAddressHeader.named(text);
          } catch (IllegalArgumentException noName) {
            return null;
          }
        });
  }

  /** So many in so long a time. */
  static ValueType<Rate> rate() {
    return read(Rate.EXPECTED, Rate::parse);
  }

  /** By what something is counted. */
  static ValueType<LimitKey> limitKey() {
    return read(LimitKey.EXPECTED, LimitKey::parse);
  }

  /**
   * Anything.
   *
   * @param reader throws IllegalArgumentException with a sentence for what is wrong
   */
  private static <T> ValueType<T> read(String expected, Function<String, T> reader) {
    return new ValueType<T>() {
      @Override
      public String expected() {
        return expected;
      }

      @Override
      public @Nullable T parse(Setting setting, Problems problems) {
        try {
          return reader.apply(setting.value());
        } catch (IllegalArgumentException wrong) {
          String sentence = "expected " + expected + ", but " + wrong.getMessage();
          problems.value(setting, setting.value(), sentence, null);
          return null;
        }
      }
    };
  }

  /** Where a log goes: a word, or the name of a file that is rotated. */
  static ValueType<String> rotatedFile() {
    return scalar(
        "stderr, none, or a file name without %", text -> text.indexOf('%') < 0 ? text : null);
  }

  /** The name of a file. */
  static ValueType<String> file() {
    return scalar("the name of a file", text -> text);
  }

  private static <T> ValueType<T> scalar(String expected, Function<String, @Nullable T> reader) {
    return new ValueType<T>() {
      @Override
      public String expected() {
        return expected;
      }

      @Override
      public @Nullable T parse(Setting setting, Problems problems) {
        T value = reader.apply(setting.value());
        if (value == null) {
          problems.value(setting, setting.value(), "expected " + expected, null);
        }
        return value;
      }
    };
  }
}
