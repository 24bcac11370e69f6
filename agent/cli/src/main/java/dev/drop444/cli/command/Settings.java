package dev.drop444.cli.command;

import dev.drop444.engine.config.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Settings on a command line: {@code --config FILE} and {@code KEY=VALUE}. */
final class Settings {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A properties file with the settings.")
  private List<Path> files = new ArrayList<>();

  private final List<String> settings = new ArrayList<>();

  /**
   * Takes the settings out of some words.
   *
   * @return the other words
   * @throws IllegalArgumentException if something looks like an option, which it then is not
   */
  List<String> takeFrom(List<String> words) {
    List<String> rest = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("--")) {
        throw new IllegalArgumentException("there is no option " + word + " here");
      } else if (isSetting(word)) {
        int equals = word.indexOf('=');
        settings.add(quoted(word.substring(0, equals), word.substring(equals + 1)));
      } else {
        rest.add(word);
      }
    }
    return rest;
  }

  /** Takes all words for settings. */
  void takeAll(List<String> words) {
    List<String> rest = takeFrom(words);
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException("expected KEY=VALUE, not " + rest.get(0));
    }
  }

  /** A request line and a header have a space or colon before any equals sign. */
  static boolean isSetting(String word) {
    int equals = word.indexOf('=');
    return equals > 0
        && word.substring(0, equals)
            .chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
  }

  /** In the notation of agent arguments. */
  String text() {
    List<String> all = new ArrayList<>();
    for (Path file : files) {
      // A server that is attached to has another working directory.
      all.add(quoted("config", file.toAbsolutePath().toString()));
    }
    all.addAll(settings);
    return String.join(",", all);
  }

  /** These, and what this process has of settings otherwise. */
  Sources sources() {
    return Sources.ofProcess(text());
  }

  /** Quotes keep commas together. */
  private static String quoted(String key, String value) {
    char quote = value.indexOf('"') < 0 ? '"' : '\'';
    if (value.indexOf(quote) >= 0) {
      throw new IllegalArgumentException("the value of " + key + " has both kinds of quotes");
    }
    return key + "=" + quote + value + quote;
  }
}
