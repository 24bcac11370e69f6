package dev.drop444.runtime;

import dev.drop444.engine.Engine;
import dev.drop444.weaver.Watch;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Tells the operator which servers are guarded and which are not, each sentence once. Thread-safe.
 */
final class WeavingReport implements Watch {

  private final Engine engine;
  private final String configuration;
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final Set<String> servers = new ConcurrentSkipListSet<>();

  /**
   * A report.
   *
   * @param configuration in a few words
   */
  WeavingReport(Engine engine, String configuration) {
    this.engine = engine;
    this.configuration = configuration;
  }

  /** Which servers are guarded and which are not, a sentence each, sorted. */
  List<String> servers() {
    return List.copyOf(servers);
  }

  @Override
  public void guarded(String component, String version) {
    servers.add("guards " + component + " " + version);
    String text = "guards " + component + " " + version + ": " + configuration;
    if (said.add(text)) {
      engine.info(text);
    }
  }

  @Override
  public void leftAlone(String component, String version, String reason) {
    String text =
        "leaves " + component + (version.isEmpty() ? "" : " " + version) + " alone: " + reason;
    servers.add(text);
    if (said.add(text)) {
      engine.warn(text);
    }
  }

  @Override
  public void failed(String where, Throwable failure) {
    engine.fault(where, failure);
  }
}
