package dev.drop444.undertow;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of one version of Undertow: its jar goes before the test's class path, and its
 * classes may be woven as they load. XNIO is the test's own.
 */
final class UndertowVersion extends URLClassLoader {

  /** Test classes that belong to the server's side have names that begin so. */
  private static final String SERVER = UndertowFamily.class.getPackageName() + ".Embedded";

  private final @Nullable ClassFileTransformer transformer;

  UndertowVersion(Path jar, @Nullable ClassFileTransformer transformer)
      throws MalformedURLException {
    this(new URL[] {jar.toUri().toURL(), testClasses()}, transformer);
  }

  /** With servlets, which are a jar of their own. */
  UndertowVersion(Path jar, Path servlets, @Nullable ClassFileTransformer transformer)
      throws MalformedURLException {
    this(new URL[] {jar.toUri().toURL(), servlets.toUri().toURL(), testClasses()}, transformer);
  }

  private UndertowVersion(URL[] classes, @Nullable ClassFileTransformer transformer) {
    super(classes, UndertowVersion.class.getClassLoader());
    this.transformer = transformer;
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
      boolean servers = name.startsWith("io.undertow.") || name.startsWith(SERVER);
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
        ? findResources(name)
        : super.getResources(name);
  }
}
