package dev.drop444.management;

/** What one gate costs, from one call in some hundred that is timed. */
public interface GateMXBean {

  /** How many calls were timed. */
  long getTimedCalls();

  /** How long those took, in seconds. */
  double getTimedSeconds();

  /** Estimated time of all calls, in seconds. */
  double getSelfTimeSeconds();
}
