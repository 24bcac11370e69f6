package dev.drop444.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.check.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the pages tell an operator to write is understood. */
class PagesTest {

  private static final Path ROOT = Path.of("../..");
  private static final Pattern BLOCK =
      Pattern.compile("^ *```properties\\R(.*?)^ *```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LIST = Pattern.compile("@([\\w.-]+)");

  @TempDir private Path directory;

  PagesTest() {
    directory = Path.of("");
  }

  static Stream<Arguments> blocks() throws IOException {
    List<Arguments> blocks = new ArrayList<>();
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    for (Path page : pages) {
      Matcher block = BLOCK.matcher(Files.readString(page));
      for (int i = 1; block.find(); i++) {
        blocks.add(Arguments.of(page.getFileName() + " " + i, block.group(1)));
      }
    }
    assertThat(blocks).hasSizeGreaterThan(30);
    return blocks.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void isUnderstood(String name, String block) throws IOException {
    Matcher list = LIST.matcher(block);
    while (list.find()) {
      String content =
          list.group(1).endsWith(".json")
              ? "{\"prefixes\":[]}"
              : list.group(1).equals("probes.txt") ? "/.env\n" : "192.0.2.1\n";
      Files.writeString(directory.resolve(list.group(1)), content);
    }
    Files.writeString(directory.resolve("drop444.properties"), block);
    Check check =
        Check.of(Sources.of("config=drop444.properties", new Properties(), Map.of(), directory));
    assertThat(check.problems()).as(block).isEmpty();
  }
}
