package dev.drop444.management;

/** What was decided by one rule, at one gate of one server, in one mode and in one way. */
public interface DecisionsMXBean {

  /** How often. */
  long getCount();
}
