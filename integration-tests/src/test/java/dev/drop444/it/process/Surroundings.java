package dev.drop444.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the build tells the tests, as system properties. */
public final class Surroundings {

  private Surroundings() {}

  /** The agent's jar. */
  public static Path agent() {
    Path jar = path("agent");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "The agent's jar is not there: " + jar + "; build with: mvnw verify");
    }
    return jar;
  }

  /** The {@code java} of the server processes: of the test's own JDK, or of another one. */
  public static Path java() {
    return path("java").resolve("bin").resolve("java");
  }

  /** The feature version of that Java, as its file {@code release} has it. */
  public static int javaVersion() {
    try {
      return Files.readAllLines(path("java").resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("^JAVA_VERSION=\"(\\d+).*", "$1"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The local Maven repository, where the servers' jars are kept. */
  public static Path repository() {
    return path("repository");
  }

  /** Where unpacked servers, their logs and the key store live. */
  public static Path work() {
    return path("work");
  }

  /** The compiled application and the servers' mains. */
  public static Path classes() {
    return path("classes");
  }

  /** Names of servers, comma-separated beginnings, to test with fewer than all. */
  public static @Nullable String servers() {
    return System.getProperty("drop444.test.servers");
  }

  /** Whether to test what takes long, too: the older releases, and the large distributions. */
  public static boolean whole() {
    return Boolean.getBoolean("drop444.test.whole");
  }

  private static Path path(String name) {
    String key = "drop444.test." + name;
    String value = System.getProperty(key);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("System property " + key + " is not set by the build");
    }
    return Path.of(value).toAbsolutePath().normalize();
  }
}
