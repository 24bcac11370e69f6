package dev.drop444.weaver;

import java.util.List;
import java.util.Objects;

/**
 * A part of a server that has a version of its own, and the hooks in it: Tomcat is one component,
 * Undertow and XNIO are two. Immutable.
 */
public final class Component {

  private final String name;
  private final List<Release> releases;
  private final Versions supported;
  private final List<Hook> hooks;

  /**
   * A component.
   *
   * @param name as an operator knows it, for example {@code Tomcat}
   * @param releases where its version is written, tried in this order
   * @param supported other versions are left alone, with one line in the log
   * @param hooks in the order in which advice of the same method is called
   */
  public Component(String name, List<Release> releases, Versions supported, List<Hook> hooks) {
    this.name = Objects.requireNonNull(name);
    this.releases = List.copyOf(releases);
    this.supported = Objects.requireNonNull(supported);
    this.hooks = List.copyOf(hooks);
  }

  public String name() {
    return name;
  }

  List<Release> releases() {
    return releases;
  }

  public Versions supported() {
    return supported;
  }

  public List<Hook> hooks() {
    return hooks;
  }

  /**
   * A properties file on the server's class path that says which version this is.
   *
   * <p>Files are read as {@link java.util.Properties}, which reads {@code MANIFEST.MF} well enough.
   */
  public static final class Release {
    final String resource;
    final String key;

    /**
     * Where a version is written.
     *
     * @param resource path of a properties file, as {@link ClassLoader#getResource} takes it
     * @param key the property whose value starts with the version
     */
    public Release(String resource, String key) {
      this.resource = Objects.requireNonNull(resource);
      this.key = Objects.requireNonNull(key);
    }
  }
}
