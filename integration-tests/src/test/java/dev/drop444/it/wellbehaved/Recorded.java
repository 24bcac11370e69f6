package dev.drop444.it.wellbehaved;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.drop444.it.wellbehaved.Visit.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What real clients sent to a {@link Recorder}, a file each. */
final class Recorded {

  /** Tests run in the module's directory. */
  private static final Path FILES =
      Path.of("src/test/resources/dev/drop444/it/wellbehaved/recorded");

  static final List<Visit> ALL = visits();

  private Recorded() {}

  private static List<Visit> visits() {
    try (Stream<Path> files = Files.walk(FILES)) {
      return files
          .filter(file -> file.toString().endsWith(".http"))
          .sorted()
          .map(Recorded::visit)
          .collect(Collectors.toUnmodifiableList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Visit visit(Path file) {
    try {
      String text = Files.readString(file, ISO_8859_1);
      boolean h2c = text.contains("\r\nUpgrade: h2c\r\n");
      String name = FILES.relativize(file).toString().replace(".http", "");
      return new Visit("recorded " + name, h2c ? Way.H2C : Way.HTTP1, text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
