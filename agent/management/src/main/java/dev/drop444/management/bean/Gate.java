package dev.drop444.management.bean;

import dev.drop444.engine.SelfTime;
import dev.drop444.management.GateMXBean;

/** What one gate costs. */
final class Gate implements GateMXBean {

  private static final double NANOS = 1e9;

  private final SelfTime time;

  Gate(SelfTime time) {
    this.time = time;
  }

  @Override
  public long getTimedCalls() {
    return time.timedCalls();
  }

  @Override
  public double getTimedSeconds() {
    return time.timedNanos() / NANOS;
  }

  @Override
  public double getSelfTimeSeconds() {
    return time.nanos() / NANOS;
  }
}
