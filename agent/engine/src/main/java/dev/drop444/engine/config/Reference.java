package dev.drop444.engine.config;

import dev.drop444.engine.anomaly.Anomalies;
import dev.drop444.engine.preset.Preset;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What may be written, told from {@link KeyTable}: for the command line and for the page. */
public final class Reference {

  private Reference() {}

  /** Plain text, for {@code --help}. */
  public static String help() {
    StringBuilder text = new StringBuilder();
    text.append("Settings. Each can be written, first wins, as\n");
    text.append("  an agent argument         -javaagent:drop444.jar=mode=monitor\n");
    text.append("  a system property         -Ddrop444.mode=monitor\n");
    text.append("  an environment variable   DROP444_MODE=monitor\n");
    text.append("  a line of the file that drop444.config names\n");
    text.append("\nGlobal keys (and their defaults)\n");
    for (Key<?> key : KeyTable.KEYS) {
      entry(text, key.toString(), key.defaultText(), key.sentence(), key.type().expected());
    }
    text.append(
        "\nRules: drop444.rule.<name>.<facet>. A rule holds when all its conditions hold;\n");
    text.append("each condition but slow.* can be turned round with not- before its name.\n");
    for (Facet<?> facet : KeyTable.FACETS) {
      entry(text, facet.title(), facet.defaultText(), facet.sentence(), facet.type().expected());
    }
    return text.toString();
  }

  private static void entry(
      StringBuilder text, String name, String byDefault, String sentence, String expected) {
    boolean fits = name.length() + byDefault.length() < 90;
    text.append("  ").append(name);
    if (!byDefault.isEmpty() && fits) {
      text.append(" (").append(byDefault).append(')');
    }
    text.append('\n');
    wrap(text, sentence);
    if (!fits) {
      wrap(text, "By default " + byDefault.replace(",", ", ") + ".");
    }
    wrap(text, "Takes " + expected + ".");
  }

  private static void wrap(StringBuilder text, String sentence) {
    int width = 0;
    for (String word : sentence.split(" ", -1)) {
      if (width + word.length() > 88) {
        text.append('\n');
        width = 0;
      }
      text.append(width == 0 ? "      " : " ").append(word);
      width += (width == 0 ? 6 : 1) + word.length();
    }
    text.append('\n');
  }

  /** The page {@code docs/configuration.md}. */
  public static String page() {
    StringBuilder page = new StringBuilder(Prose.HEAD);
    page.append("\n## Global keys\n\n| Key | Takes | Default | Meaning |\n|---|---|---|---|\n");
    for (Key<?> key : KeyTable.KEYS) {
      row(
          page,
          code(key.toString()),
          key.type().expected(),
          key.defaultText().isEmpty() ? "" : code(key.defaultText().replace(",", ", ")),
          key.sentence());
    }
    page.append(Prose.RULES);
    page.append("\n| Condition | Takes | Holds when |\n|---|---|---|\n");
    for (Facet<?> facet : KeyTable.FACETS) {
      if (facet.isCondition()) {
        String opposite = facet.isNegatable() ? ", " + code(Facet.NOT + facet.title()) : "";
        String names = code(facet.title()) + opposite;
        row(page, names, facet.type().expected(), facet.sentence());
      }
    }
    page.append("\n| Setting | Takes | Default | Meaning |\n|---|---|---|---|\n");
    for (Facet<?> facet : KeyTable.FACETS) {
      if (!facet.isCondition()) {
        row(page, code(facet.title()), facet.type().expected(), byDefault(facet), facet.sentence());
      }
    }
    return page.append(Prose.LIMITS)
        .append(Prose.SLOW)
        .append(Prose.MALFORMED)
        .append(Anomalies.document())
        .append(Prose.TAIL)
        .append(presets())
        .toString();
  }

  /** The rules of all presets, as they are bundled. */
  private static String presets() {
    StringBuilder page = new StringBuilder(Prose.PRESETS);
    for (Preset preset : Preset.all()) {
      page.append("\n### ").append(preset.name()).append("\n\n```properties\n");
      try {
        page.append(preset.rules()).append("```\n");
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return page.toString();
  }

  private static String byDefault(Facet<?> facet) {
    if (!facet.defaultText().isEmpty()) {
      return code(facet.defaultText());
    }
    return KeyName.isGlobal(facet.title()) ? "the global key" : "none";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static void row(StringBuilder page, String... cells) {
    for (String cell : cells) {
      boolean code = cell.startsWith("`");
      String text = code ? cell : cell.replace("*", "\\*").replace("<", "&lt;");
      page.append("| ").append(text.replace("|", "\\|")).append(' ');
    }
    page.append("|\n");
  }
}
