package dev.drop444.weaver.advice;

import dev.drop444.weaver.sample.Gates;
import dev.drop444.weaver.server.Server;
import java.io.IOException;

/** One advice method for each point; drops while the gates say so. */
public class Advice {

  private final Gates gates;

  public Advice(Gates gates) {
    this.gates = gates;
  }

  private boolean drops(String what) {
    gates.seen.add(what);
    if (gates.fail) {
      throw new IllegalStateException("advice failed");
    }
    return gates.drop;
  }

  public boolean accept(Server self, long id, Object peer) {
    return drops("accept " + id + " " + peer);
  }

  public boolean state(Object self, double weight) {
    return drops("state " + weight);
  }

  public String stateSkipped(Object self, double weight) {
    return "closed";
  }

  public boolean handle(Server self, String target) {
    return drops("handle " + target);
  }

  public Throwable handled(Server self, String target) {
    return drops("handled " + target) ? new IOException("dropped") : null;
  }

  public Throwable handleFailed(Server self, String target, Throwable thrown) {
    return drops("failed " + thrown.getMessage()) ? new IOException("quiet") : null;
  }

  public long parsed(Server self, int length, long result) {
    return drops("parsed " + length + " " + result) ? -7 : result;
  }

  public Throwable parseRaise(Server self, int length, long result) {
    return drops("raise " + result) ? new IOException("stop") : null;
  }

  public Object taken(Server self, Object value) {
    return drops("taken " + value) ? null : value;
  }

  public Object greeting(Object value) {
    return drops("greeting " + value) ? "go" : value;
  }

  public int doubled(int number, int result) {
    return drops("twice " + number + " " + result) ? 0 : result;
  }
}
