package dev.drop444.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.rule.MalformedKinds;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page and the help say what the table says. */
class ReferencePageTest {

  /** Tests run in the module's directory. */
  private static final Path PAGE = Path.of("../../docs/configuration.md");

  @Test
  void thePageIsWhatTheTableSays() throws Exception {
    if (Boolean.getBoolean("page.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, Reference.page());
    }
    assertThat(PAGE)
        .as("renew it with the command in its second line")
        .content()
        .isEqualTo(Reference.page());
  }

  @Test
  void everyKeyAndFacetIsInTheHelp() {
    for (Key<?> key : KeyTable.KEYS) {
      assertThat(Reference.help()).contains("  " + key).contains(firstWords(key.sentence()));
    }
    for (Facet<?> facet : KeyTable.FACETS) {
      assertThat(Reference.help()).contains("  " + facet.title());
    }
    assertThat(Reference.help().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void everyKindOfMalformedRequestIsOnThePage() {
    assertThat(MalformedKinds.words())
        .allMatch(kind -> Reference.page().contains("`" + kind + "`"));
  }

  private static String firstWords(String sentence) {
    return sentence.substring(0, Math.min(20, sentence.length()));
  }
}
