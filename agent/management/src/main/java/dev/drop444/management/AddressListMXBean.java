package dev.drop444.management;

/** A list of addresses in a file. */
public interface AddressListMXBean {

  /** How many entries are in force. */
  long getEntries();

  /** Lines that are no entry and were left out. */
  long getBrokenLines();

  /** How long ago what is in force was read, in seconds. */
  double getAgeSeconds();

  /** Whether what is in force is what the file says. */
  boolean isCurrent();

  /** Why it is not, or empty. */
  String getProblem();
}
