package dev.drop444.undertow;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of one version of Undertow: its jar goes before the test's class path, and its
 * classes may be woven as they load. XNIO is the test's own, but for the Undertows that need an old
 * one.
 */
final class UndertowVersion extends URLClassLoader {

  /** Test classes that belong to the server's side have names that begin so. */
  private static final String SERVER = UndertowFamily.class.getPackageName() + ".Embedded";

  /** What Undertow 1.4.28 and 2.0.42 are released with. */
  private static final String OLD_XNIO = "3.3.8";

  private final @Nullable ClassFileTransformer transformer;

  private final boolean hasOwnXnio;

  UndertowVersion(Path jar, @Nullable ClassFileTransformer transformer) throws IOException {
    this(List.of(jar), oldXnio(jar), transformer);
  }

  /** With servlets, which are a jar of their own. */
  UndertowVersion(Path jar, Path servlets, @Nullable ClassFileTransformer transformer)
      throws IOException {
    this(List.of(jar, servlets), oldXnio(jar), transformer);
  }

  private UndertowVersion(
      List<Path> jars, List<Path> xnio, @Nullable ClassFileTransformer transformer)
      throws IOException {
    super(urls(jars, xnio), UndertowVersion.class.getClassLoader());
    this.transformer = transformer;
    this.hasOwnXnio = !xnio.isEmpty();
  }

  private static List<Path> oldXnio(Path jar) throws IOException {
    return String.valueOf(jar.getFileName()).matches("undertow-core-(1\\.|2\\.0\\.).*")
        ? List.of(xnio("api"), xnio("nio"))
        : List.of();
  }

  private static Path xnio(String part) throws IOException {
    return ServerJar.of("xnio-" + part + "-" + OLD_XNIO).get(0);
  }

  private static URL[] urls(List<Path> jars, List<Path> xnio) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    for (Path jar : xnio) {
      urls.add(jar.toUri().toURL());
    }
    urls.add(testClasses());
    return urls.toArray(new URL[0]);
  }

  private static URL testClasses() {
    return EmbeddedUndertow.class.getProtectionDomain().getCodeSource().getLocation();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      boolean servers =
          name.startsWith("io.undertow.")
              || name.startsWith(SERVER)
              || (hasOwnXnio && name.startsWith("org.xnio."));
      return servers ? define(name) : super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    URL resource = findResource(name.replace('.', '/') + ".class");
    if (resource == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = resource.openStream()) {
      byte[] classFile = in.readAllBytes();
      byte[] woven =
          transformer == null
              ? null
              : transformer.transform(this, name.replace('.', '/'), null, null, classFile);
      byte[] used = woven == null ? classFile : woven;
      return defineClass(name, used, 0, used.length);
    } catch (IOException | IllegalClassFormatException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  /** Which services there are differs between versions. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.startsWith("META-INF/services/io.undertow.")
            || (hasOwnXnio && name.startsWith("META-INF/services/org.xnio."))
        ? findResources(name)
        : super.getResources(name);
  }
}
