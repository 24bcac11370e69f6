package dev.drop444.jetty;

import dev.drop444.engine.gate.RequestWatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the engine was told of one request. */
final class TrialRequest implements RequestWatch {

  final AtomicInteger awaited = new AtomicInteger();
  final AtomicLong arrived = new AtomicLong();
  final AtomicInteger completed = new AtomicInteger();

  @Override
  public void bodyAwaited() {
    awaited.incrementAndGet();
  }

  @Override
  public void bodyArrived(long bytes) {
    arrived.addAndGet(bytes);
  }

  @Override
  public void completed() {
    completed.incrementAndGet();
  }
}
