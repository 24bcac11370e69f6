package dev.drop444.engine;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.overload.FakeWorkers;
import java.time.Duration;
import org.slf4j.helpers.NOPLogger;

/** An engine of a server with 200 threads that a test makes busy. */
public final class LoadedEngine implements AutoCloseable {

  private final MovableTime time = new MovableTime();
  private final FakeWorkers workers = new FakeWorkers(200);
  private final Engine engine;

  /** With keys without {@code drop444.}, each followed by its value. */
  public LoadedEngine(String... configuration) {
    engine = Engine.start(Configurations.of(configuration), () -> NOPLogger.NOP_LOGGER, time);
    engine.gates("test").workers(workers);
  }

  public Engine engine() {
    return engine;
  }

  /** Stays like that for long enough to be believed. */
  public void with(int busy, int queued) {
    workers.busy(busy).queued(queued);
    for (int second = 0; second < 8; second++) {
      time.advance(Duration.ofSeconds(1));
      engine.sample();
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
