package dev.drop444.it.benchmark.start;

import java.nio.file.Path;
import java.util.List;

/** What a JVM can keep from an earlier start of the same application. */
enum Archive {
  /** Only the JDK's own archive of its own classes, which every JVM has. */
  NONE("", 11),
  /** Class data sharing of the application's classes, too (JEP 350, JDK-8261455). */
  CDS("CDS archive", 19),
  /** The ahead-of-time cache (JEP 483, JEP 514). */
  AOT("AOT cache", 25);

  private final String words;
  private final int since;

  Archive(String words, int since) {
    this.words = words;
    this.since = since;
  }

  /** The first JDK that has it with these options. */
  int since() {
    return since;
  }

  /** The options of a start that is only there to fill the file at its end. */
  List<String> training(Path file) {
    return switch (this) {
      case NONE -> List.of();
      case CDS -> List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + file);
      case AOT -> List.of("-XX:AOTCacheOutput=" + file);
    };
  }

  /** The options of a start that uses the file. */
  List<String> use(Path file) {
    return switch (this) {
      case NONE -> List.of();
      case CDS -> List.of("-XX:SharedArchiveFile=" + file);
      case AOT -> List.of("-XX:AOTCache=" + file);
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
