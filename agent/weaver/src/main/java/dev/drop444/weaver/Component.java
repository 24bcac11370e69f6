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
  private final List<String> marks;
  private final String reason;

  /**
   * A component.
   *
   * @param name as an operator knows it, for example {@code Tomcat}
   * @param releases where its version is written, tried in this order
   * @param supported other versions are left alone, with one line in the log
   * @param hooks in the order in which advice of the same method is called
   */
  public Component(String name, List<Release> releases, Versions supported, List<Hook> hooks) {
    this(name, releases, supported, hooks, List.of(), "this version is not supported");
  }

  private Component(
      String name,
      List<Release> releases,
      Versions supported,
      List<Hook> hooks,
      List<String> marks,
      String reason) {
    this.name = Objects.requireNonNull(name);
    this.releases = List.copyOf(releases);
    this.supported = Objects.requireNonNull(supported);
    this.hooks = List.copyOf(hooks);
    this.marks = List.copyOf(marks);
    this.reason = Objects.requireNonNull(reason);
  }

  /**
   * A part that is left alone in all versions, which one line in the log says where it is used.
   *
   * @param marks binary names, with dots, of classes that load only where it is used
   * @param reason why, for the operator
   */
  public static Component leftAlone(
      String name, List<Release> releases, List<String> marks, String reason) {
    return new Component(name, releases, Versions.range("0", "0"), List.of(), marks, reason);
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

  /** Classes without hooks by which the component is noticed, too; binary names, with dots. */
  List<String> marks() {
    return marks;
  }

  /** Why a version that is not {@link #supported} is left alone. */
  String reason() {
    return reason;
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
