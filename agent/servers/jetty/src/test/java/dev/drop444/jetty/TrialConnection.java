package dev.drop444.jetty;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.OpenConnection;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection as the engine would see it, and what it was told. */
final class TrialConnection implements ConnectionWatch {

  final OpenConnection open;
  final AtomicInteger incomplete = new AtomicInteger();
  final AtomicInteger upgraded = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();

  TrialConnection(OpenConnection open) {
    this.open = open;
  }

  @Override
  public void headIncomplete() {
    incomplete.incrementAndGet();
  }

  @Override
  public void upgraded() {
    upgraded.incrementAndGet();
  }

  @Override
  public void closed() {
    closed.incrementAndGet();
  }
}
