package dev.drop444.engine.rate;

import dev.drop444.engine.gate.RequestWatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that counts among those that go on, until it is over. Thread-safe, lock-free. */
final class CountedRequest implements RequestWatch {

  private final DebtTable table;
  private final long[] places;
  private final AtomicBoolean over = new AtomicBoolean();
  private int count;

  CountedRequest(DebtTable table, int most) {
    this.table = table;
    this.places = new long[most];
  }

  /** Adds where it is counted; before anybody else knows it. */
  void add(long place) {
    places[count++] = place;
    // Whoever ends the request on another thread has to see it.
    over.set(false);
  }

  @Override
  public void bodyAwaited() {}

  @Override
  public void bodyArrived(long bytes) {}

  @Override
  public void completed() {
    if (over.compareAndSet(false, true)) {
      for (int i = 0; i < count; i++) {
        table.giveBackOne(places[i]);
      }
    }
  }
}
