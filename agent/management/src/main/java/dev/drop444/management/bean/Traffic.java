package dev.drop444.management.bean;

import dev.drop444.engine.Counts;
import dev.drop444.engine.Engine;
import dev.drop444.management.TrafficMXBean;
import java.util.Objects;

/** What came to one server. */
final class Traffic implements TrafficMXBean {

  private final Engine engine;
  private final String server;

  Traffic(Engine engine, String server) {
    this.engine = engine;
    this.server = server;
  }

  private Counts counts() {
    return Objects.requireNonNull(engine.ledger().byServer().get(server));
  }

  @Override
  public long getConnections() {
    return counts().connections();
  }

  @Override
  public long getRequests() {
    return counts().requests();
  }

  @Override
  public long getMalformed() {
    return counts().malformed();
  }

  @Override
  public long getSignals() {
    return counts().signals();
  }

  @Override
  public long getEarly() {
    return counts().early();
  }

  @Override
  public long getSpared() {
    return counts().spared();
  }
}
