package dev.drop444.undertow;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of a server's jar, with our advice loaded beside it: what is in either comes from
 * there and not from the test's class path.
 */
final class ServerJar extends URLClassLoader {

  private static final Path JARS = Path.of("target", "servers");

  /** Cores that have the same hooks as one that is run. */
  private static final List<String> SIBLINGS = List.of("2.0.0", "2.0.29", "2.1.0", "2.2.18");

  private final URLClassLoader jarOnly;

  private ServerJar(URL jar, URL advice, ClassLoader parent) {
    super(new URL[] {jar, advice}, parent);
    this.jarOnly = new URLClassLoader(new URL[] {jar}, null);
  }

  static ServerJar open(Path jar) throws IOException {
    URL advice = AcceptAdvice.class.getProtectionDomain().getCodeSource().getLocation();
    return new ServerJar(jar.toUri().toURL(), advice, ServerJar.class.getClassLoader());
  }

  /** The jars of an artifact that the build has fetched. */
  static List<Path> of(String artifact) throws IOException {
    try (Stream<Path> jars = Files.list(JARS)) {
      return jars.filter(jar -> String.valueOf(jar.getFileName()).startsWith(artifact))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  /**
   * Cores to run: of the older lines those that have a hook of their own, and all of them with
   * {@code drop444.test.whole}.
   */
  static List<Path> toRun() throws IOException {
    return of("undertow-core").stream()
        .filter(jar -> Boolean.getBoolean("drop444.test.whole") || !isLike(jar, SIBLINGS))
        .collect(Collectors.toList());
  }

  /** The same, less those that are only there because requests are parsed differently. */
  static List<Path> differingBeyondParsing() throws IOException {
    return toRun().stream()
        .filter(jar -> !isLike(jar, List.of("2.2.39")))
        .collect(Collectors.toList());
  }

  private static boolean isLike(Path jar, List<String> versions) {
    String name = String.valueOf(jar.getFileName());
    return versions.stream().anyMatch(version -> name.contains("-" + version + "."));
  }

  byte[] classFile(String className) throws IOException {
    try (InputStream in = inJar(className)) {
      if (in == null) {
        throw new IOException("no " + className);
      }
      return in.readAllBytes();
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      boolean ours = name.startsWith(UndertowFamily.class.getPackageName() + ".");
      return ours || isInJar(name) ? findClass(name) : super.loadClass(name, resolve);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  private boolean isInJar(String className) {
    return jarOnly.findResource(className.replace('.', '/') + ".class") != null;
  }

  private @Nullable InputStream inJar(String className) {
    return jarOnly.getResourceAsStream(className.replace('.', '/') + ".class");
  }

  @Override
  public void close() throws IOException {
    jarOnly.close();
    super.close();
  }
}
