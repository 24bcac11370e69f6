package dev.drop444.packing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Called by the build: gives our lambdas classes, and puts what runs in every server into one file.
 */
public final class Packing {

  private static final String CLASS_FILE = ".class";

  /** What a server's process does not need, or not each does; folders that end in a slash. */
  private static final List<String> FOR_SOME =
      List.of("dev/drop444/cli/", "dev/drop444/report/", "dev/drop444/attach/");

  private Packing() {}

  /**
   * Packs.
   *
   * @param arguments the root of the class files; the folder of it that is ours; others of what
   *     goes into the bundle
   */
  public static void main(String[] arguments) {
    Path root = Path.of(arguments[0]);
    try {
      Map<String, byte[]> bundled = new TreeMap<>();
      Unfolding.of(read(root, arguments[1]))
          .forEach(
              (name, bytes) -> {
                if (FOR_SOME.stream().anyMatch(name::startsWith)) {
                  write(root.resolve(name + CLASS_FILE), bytes);
                } else {
                  bundled.put(name, bytes);
                }
              });
      for (int i = 2; i < arguments.length; i++) {
        bundled.putAll(read(root, arguments[i]));
      }
      write(root.resolve("classes"), Bundle.of(bundled));
      for (String name : bundled.keySet()) {
        Files.deleteIfExists(root.resolve(name + CLASS_FILE));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Map<String, byte[]> read(Path root, String folder) throws IOException {
    Map<String, byte[]> classFiles = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      for (Path file : files.collect(Collectors.toList())) {
        String path = root.relativize(file).toString().replace(File.separatorChar, '/');
        if (path.endsWith(CLASS_FILE)) {
          classFiles.put(
              path.substring(0, path.length() - CLASS_FILE.length()), Files.readAllBytes(file));
        }
      }
    }
    return classFiles;
  }
}
