package dev.drop444.jetty;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.OpenConnection;
import java.lang.reflect.Field;
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

  /**
   * Whether Jetty is done with opening it. A request can come before that, and an RST then follows
   * a FIN; the object is of another loader's class.
   */
  boolean isSettled() {
    try {
      Field settled = open.getClass().getDeclaredField("settled");
      settled.setAccessible(true);
      return settled.getBoolean(open);
    } catch (ReflectiveOperationException otherwise) {
      throw new LinkageError(otherwise.getMessage(), otherwise);
    }
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
