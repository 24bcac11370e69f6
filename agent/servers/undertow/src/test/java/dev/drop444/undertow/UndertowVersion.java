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
import org.xnio.Xnio;
import org.xnio.nio.NioXnioProvider;

/**
 * The class loader of one version of Undertow: its jar goes before the test's class path, and its
 * classes may be woven as they load. So may those of XNIO, which is the test's version, but for the
 * Undertows that need an old one.
 */
final class UndertowVersion extends URLClassLoader {

  /** Test classes that belong to the server's side have names that begin so. */
  private static final String SERVER = UndertowFamily.class.getPackageName() + ".Embedded";

  /** What Undertow 1.4.28 and 2.0.42 are released with. */
  private static final String OLD_XNIO = "3.3.8";

  private final @Nullable ClassFileTransformer transformer;

  UndertowVersion(Path jar, @Nullable ClassFileTransformer transformer) throws IOException {
    this(List.of(jar), xnio(jar), transformer);
  }

  /** With servlets, which are a jar of their own. */
  UndertowVersion(Path jar, Path servlets, @Nullable ClassFileTransformer transformer)
      throws IOException {
    this(List.of(jar, servlets), xnio(jar), transformer);
  }

  private UndertowVersion(
      List<Path> jars, List<URL> xnio, @Nullable ClassFileTransformer transformer)
      throws IOException {
    super(urls(jars, xnio), UndertowVersion.class.getClassLoader());
    this.transformer = transformer;
  }

  private static List<URL> xnio(Path jar) throws IOException {
    return String.valueOf(jar.getFileName()).matches("undertow-core-(1\\.|2\\.0\\.).*")
        ? List.of(oldXnio("api"), oldXnio("nio"))
        : List.of(source(Xnio.class), source(NioXnioProvider.class));
  }

  private static URL oldXnio(String part) throws IOException {
    return ServerJar.of("xnio-" + part + "-" + OLD_XNIO).get(0).toUri().toURL();
  }

  private static URL[] urls(List<Path> jars, List<URL> xnio) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    urls.addAll(xnio);
    urls.add(source(EmbeddedUndertow.class));
    return urls.toArray(new URL[0]);
  }

  private static URL source(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
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
              || name.startsWith("org.xnio.");
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
            || name.startsWith("META-INF/services/org.xnio.")
        ? findResources(name)
        : super.getResources(name);
  }
}
