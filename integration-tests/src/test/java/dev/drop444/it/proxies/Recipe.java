package dev.drop444.it.proxies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/proxies.md} tells users to write. */
final class Recipe {

  /** Tests run in the module's directory. */
  private static final Path PAGE = Path.of("../docs/proxies.md");

  private Recipe() {}

  /** A recipe by the name that a comment on the page gives it. */
  static String of(String name) {
    try {
      Matcher recipe =
          Pattern.compile("<!-- recipe: " + name + " -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL)
              .matcher(Files.readString(PAGE));
      if (!recipe.find()) {
        throw new IllegalStateException(PAGE + " has no recipe " + name);
      }
      return recipe.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
