package dev.drop444.launcher;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads all of drop444 but the launcher, out of a folder of its jar that no class-path scanner
 * takes for classes: {@code drop444/}. What runs in every server is one {@link ClassBundle} there;
 * what not every process needs are files that end in {@code .classdata}.
 *
 * <p>A child of the platform loader: it sees the JDK and nothing of the application, and the
 * application sees nothing of it. So our Caffeine or SLF4J can never meet the application's. What
 * is in the bundle is not asked for elsewhere: the JDK has none of it, and says so by an exception
 * for each class.
 */
public final class AgentLoader extends ClassLoader implements AutoCloseable {

  static {
    registerAsParallelCapable();
  }

  private static final String FOLDER = "drop444/";
  private static final String CLASS_FILE = ".class";
  private static final String BUNDLE = FOLDER + "classes";

  private final JarFile jar;

  /** Most of its classes are loaded within seconds, and few ever after. */
  private volatile SoftReference<ClassBundle> bundle;

  private final ProtectionDomain domain;

  /**
   * A loader over one jar.
   *
   * @throws IOException if the jar cannot be opened
   */
  public AgentLoader(File file) throws IOException {
    this(file, ClassLoader.getPlatformClassLoader());
  }

  /** A loader over one jar that sees more than the JDK's platform classes. */
  AgentLoader(File file, ClassLoader parent) throws IOException {
    super("drop444", parent);
    this.jar = new JarFile(file, false);
    this.bundle = new SoftReference<>(read(jar));
    Permissions all = new Permissions();
    all.add(new AllPermission());
    // Does not name this loader: a thread that the server starts while we are on the stack keeps
    // the domains of all its callers for as long as it lives (until JDK 24).
    this.domain =
        new ProtectionDomain(
            new CodeSource(file.toURI().toURL(), (Certificate[]) null), all, null, null);
  }

  private static ClassBundle read(JarFile jar) throws IOException {
    ZipEntry entry = jar.getEntry(BUNDLE);
    if (entry == null) {
      throw new IOException(BUNDLE + " is missing");
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = new byte[(int) entry.getSize()];
      if (in.readNBytes(bytes, 0, bytes.length) != bytes.length) {
        throw new IOException(BUNDLE + " is cut short");
      }
      return new ClassBundle(bytes);
    }
  }

  private ClassBundle bundle() throws IOException {
    ClassBundle known = bundle.get();
    if (known == null) {
      known = read(jar);
      bundle = new SoftReference<>(known);
    }
    return known;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = defineFromBundle(name);
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }

  private @Nullable Class<?> defineFromBundle(String name) throws ClassNotFoundException {
    try {
      ClassBundle from = bundle();
      ClassBundle.Place place = from.find(name.replace('.', '/'));
      return place == null
          ? null
          : defineClass(name, from.bytes(), place.start, place.length, domain);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in = open(path)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] classFile = in.readAllBytes();
      return defineClass(name, classFile, 0, classFile.length, domain);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      InputStream own = open(name);
      return own == null ? super.getResourceAsStream(name) : own;
    } catch (IOException unreadable) {
      return null;
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    try {
      if (bundled(name) == null && jar.getEntry(entryOf(name)) == null) {
        return null;
      }
      return new URL("drop444", "", -1, "/" + name, new EntryHandler());
    } catch (IOException unreadable) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL one = findResource(name);
    return Collections.enumeration(one == null ? List.of() : List.of(one));
  }

  /** Closes the jar; classes that are not loaded yet cannot be loaded any more. */
  @Override
  public void close() throws IOException {
    jar.close();
  }

  private @Nullable InputStream open(String name) throws IOException {
    InputStream bundled = bundled(name);
    if (bundled != null) {
      return bundled;
    }
    JarEntry entry = jar.getJarEntry(entryOf(name));
    return entry == null ? null : jar.getInputStream(entry);
  }

  private @Nullable InputStream bundled(String name) throws IOException {
    if (!name.endsWith(CLASS_FILE)) {
      return null;
    }
    ClassBundle from = bundle();
    ClassBundle.Place place = from.find(name.substring(0, name.length() - CLASS_FILE.length()));
    return place == null ? null : new ByteArrayInputStream(from.bytes(), place.start, place.length);
  }

  private static String entryOf(String name) {
    return FOLDER + (name.endsWith(CLASS_FILE) ? name + "data" : name);
  }

  /** Reads URLs of this loader without the JDK's cache of open jars, which would outlive us. */
  private final class EntryHandler extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() throws IOException {
          InputStream in = open(url.getPath().substring(1));
          if (in == null) {
            throw new FileNotFoundException(url.toString());
          }
          return in;
        }
      };
    }
  }
}
