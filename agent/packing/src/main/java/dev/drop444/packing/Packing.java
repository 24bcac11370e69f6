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
 * Called by the build: gives our lambdas classes, and puts all class files into bundles, one of
 * them for what runs in every server.
 */
public final class Packing {

  private static final String CLASS_FILE = ".class";
  private static final String BUNDLE = "classes";

  /** What of ours a server's process does not need, or not each does. */
  private static final List<String> FOR_SOME =
      List.of("dev/drop444/cli/", "dev/drop444/report/", "dev/drop444/attach/");

  private Packing() {}

  /**
   * Packs.
   *
   * @param arguments the root of the class files, which bundles take the place of; the folder of it
   *     that is ours; others of what every server needs
   */
  public static void main(String[] arguments) {
    Path root = Path.of(arguments[0]);
    List<String> forAll = List.of(arguments).subList(1, arguments.length);
    try {
      Map<String, byte[]> all = read(root, "");
      Map<String, byte[]> ours = new TreeMap<>(all);
      ours.keySet().removeIf(name -> !name.startsWith(arguments[1] + '/'));
      Unfolding.of(ours).forEach((name, bytes) -> all.put(name, Slimming.of(bytes)));
      Map<String, Map<String, byte[]>> bundles = new TreeMap<>();
      all.forEach(
          (name, bytes) ->
              bundles
                  .computeIfAbsent(bundle(name, forAll), key -> new TreeMap<>())
                  .put(name, bytes));
      for (Map.Entry<String, Map<String, byte[]>> bundle : bundles.entrySet()) {
        Files.write(root.resolve(bundle.getKey()), Bundle.of(bundle.getValue()));
      }
      for (String name : all.keySet()) {
        Files.deleteIfExists(root.resolve(name + CLASS_FILE));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String bundle(String name, List<String> forAll) {
    boolean everywhere =
        forAll.stream().anyMatch(folder -> name.startsWith(folder + '/'))
            && FOR_SOME.stream().noneMatch(name::startsWith);
    return everywhere ? BUNDLE : name.substring(0, name.indexOf('/')) + '.' + BUNDLE;
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
