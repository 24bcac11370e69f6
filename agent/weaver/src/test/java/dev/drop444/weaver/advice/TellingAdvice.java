package dev.drop444.weaver.advice;

import dev.drop444.weaver.sample.Gates;
import dev.drop444.weaver.server.Server;

/** Tells what the tally that it shares has counted. */
public class TellingAdvice {

  private final Tally tally;

  public TellingAdvice(Tally tally, Gates gates) {
    this.tally = tally;
  }

  public long parsed(Server self, int length, long result) {
    return tally.calls.get();
  }
}
