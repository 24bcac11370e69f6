package dev.drop444.weaver;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Finds out which version of a component a class loader holds, and says so once. Thread-safe. */
final class Detection {

  private static final String UNKNOWN = "";

  private final Watch watch;
  private final Map<ClassLoader, Map<String, String>> supported = new WeakHashMap<>();

  Detection(Watch watch) {
    this.watch = watch;
  }

  /** The component's version, or null if it is unknown or not supported. */
  @Nullable String supportedVersion(ClassLoader loader, Component component) {
    String known = known(loader, component);
    if (known == null) {
      // Outside the lock: reading a resource runs the server's class loader.
      String version = versionIn(loader, component);
      boolean good = version != null && component.supported().contain(version);
      if (remember(loader, component, good && version != null ? version : UNKNOWN)) {
        if (good && version != null) {
          watch.guarded(component.name(), version);
        } else {
          watch.leftAlone(
              component.name(),
              version == null ? UNKNOWN : version,
              version == null ? "its version cannot be read" : component.reason());
        }
      }
      known = known(loader, component);
    }
    return known == null || known.equals(UNKNOWN) ? null : known;
  }

  private synchronized @Nullable String known(ClassLoader loader, Component component) {
    Map<String, String> ofLoader = supported.get(loader);
    return ofLoader == null ? null : ofLoader.get(component.name());
  }

  private synchronized boolean remember(ClassLoader loader, Component component, String version) {
    return supported
            .computeIfAbsent(loader, key -> new HashMap<>())
            .putIfAbsent(component.name(), version)
        == null;
  }

  private static @Nullable String versionIn(ClassLoader loader, Component component) {
    for (Component.Release release : component.releases()) {
      String version = read(loader, release);
      if (version != null && !version.isEmpty() && Character.isDigit(version.charAt(0))) {
        return version;
      }
    }
    return null;
  }

  private static @Nullable String read(ClassLoader loader, Component.Release release) {
    URL url = loader.getResource(release.resource);
    if (url == null) {
      return null;
    }
    try {
      URLConnection connection = url.openConnection();
      // A cached jar connection would keep the application's jar open beyond its life.
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        Properties properties = new Properties();
        properties.load(in);
        String version = properties.getProperty(release.key);
        return version == null ? null : version.trim();
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      return null;
    }
  }
}
