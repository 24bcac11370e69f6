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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads all of drop444 but the launcher, out of a folder of its jar that no class-path scanner
 * takes for classes: {@code drop444/}. What runs in every server is one {@link ClassBundle} there,
 * {@code classes}; what not every process needs are others, one for each first word of packages,
 * such as {@code com.classes}.
 *
 * <p>A child of the platform loader: it sees the JDK and nothing of the application, and the
 * application sees nothing of it. So our Caffeine or SLF4J can never meet the application's. What
 * is in a bundle is not asked for elsewhere: the JDK has none of it, and says so by an exception
 * for each class.
 */
public final class AgentLoader extends ClassLoader implements AutoCloseable {

  static {
    registerAsParallelCapable();
  }

  private static final String FOLDER = "drop444/";
  private static final String CLASS_FILE = ".class";
  private static final String BUNDLE = "classes";

  private final JarFile jar;

  /**
   * By their names; guarded by itself. Most of a bundle's classes are loaded within seconds, and
   * few ever after.
   */
  private final Map<String, SoftReference<ClassBundle>> bundles = new HashMap<>();

  private final ProtectionDomain domain;

  /** Guarded by {@link #bundles}. */
  private boolean closed;

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
    Permissions all = new Permissions();
    all.add(new AllPermission());
    // Does not name this loader: a thread that the server starts while we are on the stack keeps
    // the domains of all its callers for as long as it lives (until JDK 24).
    this.domain =
        new ProtectionDomain(
            new CodeSource(file.toURI().toURL(), (Certificate[]) null), all, null, null);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = defineOwn(name);
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }

  private @Nullable Class<?> defineOwn(String name) throws ClassNotFoundException {
    try {
      ClassBundle.Place place = find(name.replace('.', '/'));
      return place == null
          ? null
          : defineClass(name, place.bytes, place.start, place.length, domain);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  /** Where the file of a class of ours is; null if it is none. */
  private ClassBundle.@Nullable Place find(String path) throws IOException {
    ClassBundle first = bundle(BUNDLE);
    ClassBundle.Place place = first == null ? null : first.find(path);
    int end = path.indexOf('/');
    if (place == null && end > 0) {
      ClassBundle other = bundle(path.substring(0, end) + '.' + BUNDLE);
      place = other == null ? null : other.find(path);
    }
    return place;
  }

  private @Nullable ClassBundle bundle(String name) throws IOException {
    synchronized (bundles) {
      SoftReference<ClassBundle> known = bundles.get(name);
      ClassBundle bundle = known == null ? null : known.get();
      JarEntry entry = bundle == null && !closed ? jar.getJarEntry(FOLDER + name) : null;
      if (entry != null) {
        try (InputStream in = jar.getInputStream(entry)) {
          bundle = ClassBundle.read(in, (int) entry.getSize());
        }
        bundles.put(name, new SoftReference<>(bundle));
      }
      return bundle;
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
      if (!exists(name)) {
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

  /** Closes the jar; many classes that are not loaded yet cannot be loaded any more. */
  @Override
  public void close() throws IOException {
    synchronized (bundles) {
      closed = true;
    }
    jar.close();
  }

  private @Nullable InputStream open(String name) throws IOException {
    if (name.endsWith(CLASS_FILE)) {
      ClassBundle.Place place = find(withoutEnd(name));
      return place == null
          ? null
          : new ByteArrayInputStream(place.bytes, place.start, place.length);
    }
    JarEntry entry = jar.getJarEntry(FOLDER + name);
    return entry == null ? null : jar.getInputStream(entry);
  }

  private boolean exists(String name) throws IOException {
    return name.endsWith(CLASS_FILE)
        ? find(withoutEnd(name)) != null
        : jar.getEntry(FOLDER + name) != null;
  }

  private static String withoutEnd(String name) {
    return name.substring(0, name.length() - CLASS_FILE.length());
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
