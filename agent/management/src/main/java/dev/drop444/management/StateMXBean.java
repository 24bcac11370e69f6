package dev.drop444.management;

/** A bounded table of clients or other keys. */
public interface StateMXBean {

  /** How many keys there are, about. */
  long getSize();

  /** How many there can be; -1 if it is as many as the server has connections. */
  long getCapacity();

  /** How many had to give way before their time, because it was full. */
  long getEvictions();
}
