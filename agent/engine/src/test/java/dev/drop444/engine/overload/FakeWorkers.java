package dev.drop444.engine.overload;

import dev.drop444.engine.gate.Workers;

/** Threads of a connector that a test makes busy. */
public final class FakeWorkers implements Workers {

  private volatile int busy;
  private volatile int most;
  private volatile int queued;
  private volatile boolean gone;

  public FakeWorkers(int most) {
    this.most = most;
  }

  public FakeWorkers busy(int busy) {
    this.busy = busy;
    return this;
  }

  public FakeWorkers most(int most) {
    this.most = most;
    return this;
  }

  public FakeWorkers queued(int queued) {
    this.queued = queued;
    return this;
  }

  public void stop() {
    gone = true;
  }

  @Override
  public int busy() {
    return busy;
  }

  @Override
  public int most() {
    return most;
  }

  @Override
  public int queued() {
    return queued;
  }

  @Override
  public boolean isGone() {
    return gone;
  }
}
