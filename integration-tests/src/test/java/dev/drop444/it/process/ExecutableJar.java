package dev.drop444.it.process;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Spring Boot application in one executable jar, packed by the loader tools of its own Boot, and
 * run by that Boot's loader: the server's classes come out of jars inside of the jar.
 *
 * @param boot the version of Spring Boot
 * @param container Boot's name of the server
 * @param main the application
 * @param coordinates what is packed with it
 */
record ExecutableJar(String boot, String container, Class<?> main, List<String> coordinates)
    implements Server {

  /** One jar for all the processes of a run of the tests. */
  private static final Map<ExecutableJar, Path> PACKED = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "spring-boot-" + boot + "-jar-" + container;
  }

  @Override
  public List<String> prepare(Path directory) {
    return List.of("-jar", PACKED.computeIfAbsent(this, ExecutableJar::pack).toString());
  }

  private static Path pack(ExecutableJar wanted) {
    List<Path> tools =
        Artifacts.classPath(
            List.of("org.springframework.boot:spring-boot-loader-tools:" + wanted.boot));
    // Of the loader tools, which bring their loader along, there is a version for each line.
    try (URLClassLoader loader =
        new URLClassLoader(
            Stream.concat(Stream.of(ownClasses()), tools.stream())
                .map(ExecutableJar::url)
                .toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader())) {
      Path folder = Files.createDirectories(Surroundings.work().resolve("executable"));
      Path jar = folder.resolve(wanted.name() + ".jar");
      loader
          .loadClass(Repackaging.class.getName())
          .getMethod("pack", File.class, File.class, String.class, List.class)
          .invoke(
              null,
              Surroundings.classes().toFile(),
              jar.toFile(),
              wanted.main.getName(),
              Artifacts.classPath(wanted.coordinates).stream()
                  .map(Path::toFile)
                  .collect(Collectors.toUnmodifiableList()));
      return jar;
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot pack " + wanted, e);
    }
  }

  private static Path ownClasses() {
    return Path.of(Repackaging.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
