package dev.drop444.runtime;

import dev.drop444.engine.Engine;
import dev.drop444.weaver.Watch;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the operator which servers are guarded and which are not, each sentence once. Thread-safe.
 */
final class WeavingReport implements Watch {

  private final Engine engine;
  private final String configuration;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /**
   * A report.
   *
   * @param configuration in a few words
   */
  WeavingReport(Engine engine, String configuration) {
    this.engine = engine;
    this.configuration = configuration;
  }

  @Override
  public void guarded(String component, String version) {
    String text = "guards " + component + " " + version + ": " + configuration;
    if (said.add(text)) {
      engine.info(text);
    }
  }

  @Override
  public void leftAlone(String component, String version, String reason) {
    String text =
        "leaves " + component + (version.isEmpty() ? "" : " " + version) + " alone: " + reason;
    if (said.add(text)) {
      engine.warn(text);
    }
  }

  @Override
  public void failed(String where, Throwable failure) {
    engine.fault(where, failure);
  }
}
