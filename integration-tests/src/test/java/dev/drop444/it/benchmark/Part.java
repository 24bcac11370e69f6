package dev.drop444.it.benchmark;

import dev.drop444.it.benchmark.measure.Row;
import dev.drop444.it.benchmark.start.Attaching;
import dev.drop444.it.benchmark.start.StartUp;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What can be asked for by name. */
enum Part {
  /** What a decision takes, which JMH has measured before. */
  DECISIONS {
    @Override
    List<Row> measure(Effort effort) {
      return Decisions.read();
    }
  },
  /** What is refused, one connection each. */
  REFUSALS {
    @Override
    List<Row> measure(Effort effort) {
      return new Refusals(effort).measure();
    }
  },
  /** What is served, over connections that stay open. */
  GOOD {
    @Override
    List<Row> measure(Effort effort) {
      return new GoodTraffic(effort).measure();
    }
  },
  /** What good clients still get while bad ones take all they can. */
  GOODPUT {
    @Override
    List<Row> measure(Effort effort) {
      return new Goodput(effort).measure();
    }
  },
  /** What the engine takes of the heap, which the module of benchmarks has measured before. */
  MEMORY {
    @Override
    List<Row> measure(Effort effort) {
      return Memory.read();
    }
  },
  /** What the agent adds until the first response. */
  START {
    @Override
    List<Row> measure(Effort effort) {
      return StartUp.added();
    }
  },
  /** How long it takes to put the agent into a busy server, and out of it. */
  ATTACH {
    @Override
    List<Row> measure(Effort effort) throws IOException {
      return Attaching.measure();
    }
  };

  /** Takes minutes, and tells on standard output how far it is. */
  abstract List<Row> measure(Effort effort) throws IOException;

  /** The part that has a name, whatever its case. */
  static Optional<Part> called(String name) {
    for (Part part : values()) {
      if (part.name().equalsIgnoreCase(name)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
