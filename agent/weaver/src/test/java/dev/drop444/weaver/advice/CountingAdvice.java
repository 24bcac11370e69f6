package dev.drop444.weaver.advice;

import dev.drop444.weaver.sample.Gates;
import dev.drop444.weaver.server.Server;

/** Counts in the tally that it shares. */
public class CountingAdvice {

  private final Tally tally;

  public CountingAdvice(Gates gates, Tally tally) {
    this.tally = tally;
  }

  public boolean accept(Server self, long id, Object peer) {
    tally.calls.incrementAndGet();
    return false;
  }
}
