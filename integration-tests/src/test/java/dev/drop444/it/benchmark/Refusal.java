package dev.drop444.it.benchmark;

import dev.drop444.it.benchmark.load.Addresses;
import dev.drop444.it.benchmark.load.Job;
import dev.drop444.it.benchmark.load.LoadProcess;
import dev.drop444.it.benchmark.load.Tally;
import dev.drop444.it.benchmark.measure.CpuTime;
import dev.drop444.it.benchmark.measure.Sample;
import dev.drop444.it.benchmark.side.Side;
import java.util.List;

/**
 * A way to say no, or the little that a server can say otherwise. Immutable.
 *
 * @param kind what it is
 * @param name what it is called in the table
 * @param side who says it
 * @param requests what clients ask
 */
record Refusal(Kind kind, String name, Side side, List<byte[]> requests) {

  /** Clients at a time: some, so that nobody waits for a sleeping thread each time. */
  private static final int PARALLEL = 16;

  private static final int TURN_MILLIS = 30_000;

  /**
   * A limiter that lets one through now and then does what it is for; and a server that closes
   * while it has not read everything may lose its own answer. What is to be silent is so always.
   */
  private static final double NEARLY_ALL = 0.97;

  /** What can be refused, by whom, and what the client must see of it. */
  enum Kind {
    /** What all others are compared with. */
    NGINX(0, 0),
    HAPROXY_BANNED(0, 0),
    HAPROXY_BAD(0, 0),
    BANNED(0, 1.0),
    BAD(0, 2.0),
    MALFORMED(0, 2.0),
    OWN_200(200, 0),
    OWN_404(404, 0),
    OWN_400(400, 0),
    LIMITER(429, 0);

    private final int status;
    private final double target;

    Kind(int status, double target) {
      this.status = status;
      this.target = target;
    }

    /** The most that it may take of what nginx takes, 0 if that matters to nobody. */
    double target() {
      return target;
    }

    /** Whether it must take less than an answer of the same server. */
    boolean isBadRequest() {
      return this == BAD || this == MALFORMED;
    }

    private Addresses from(Clients clients, int count) {
      return switch (this) {
        case BANNED, HAPROXY_BANNED -> Clients.BANNED;
        case LIMITER -> Clients.GREEDY;
        default -> clients.newcomers(count);
      };
    }
  }

  /**
   * Has clients be refused.
   *
   * @throws IllegalStateException if they see anything else
   */
  Sample turn(LoadProcess load, Clients clients, int count) {
    side.keep();
    Job job =
        new Job(
            Job.Habit.VISIT,
            side.port(),
            PARALLEL,
            count,
            TURN_MILLIS,
            kind.from(clients, count),
            requests);
    CpuTime before = side.cpuTime();
    Tally tally = load.run(job);
    Sample sample = Sample.of(tally, before, side.cpuTime());
    if (!isAsExpected(tally, count)) {
      throw new IllegalStateException(name + ": clients saw " + tally);
    }
    return sample;
  }

  @Override
  public String toString() {
    return name;
  }

  private boolean isAsExpected(Tally tally, int count) {
    boolean isAsOften =
        kind.status == 0
            ? tally.silent() == count
            : tally.answered(kind.status) >= NEARLY_ALL * count;
    // Of its own 400s Jetty 12.1.14 was seen to leave one in some ten thousand without an end,
    // alone.
    boolean isOwnAnswer = kind.status != 0;
    return isAsOften && tally.failed() <= (isOwnAnswer ? (1 - NEARLY_ALL) * count : 0);
  }
}
