package dev.drop444.engine.rule;

import java.util.List;

/** What is neither rate-limited nor shed, whatever the rules that do so say. Immutable. */
public final class Exemptions {

  private final List<String> paths;
  private final boolean loopback;

  /**
   * Exemptions.
   *
   * @param paths globs of request paths
   * @param loopback whether clients on this machine are exempt, too
   */
  public Exemptions(List<String> paths, boolean loopback) {
    this.paths = List.copyOf(paths);
    this.loopback = loopback;
  }

  List<String> paths() {
    return paths;
  }

  boolean loopback() {
    return loopback;
  }
}
