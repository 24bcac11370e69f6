package dev.drop444.it.benchmark.load;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses of 127.0.0.0/8 from which clients come, one after the other and then from the first
 * again. Immutable.
 *
 * @param first the first of them as a number
 * @param size how many there are
 */
public record Addresses(int first, int size) {

  /** Some of them, beginning with one in dotted notation. */
  public static Addresses of(String first, int size) {
    try {
      byte[] bytes = InetAddress.getByName(first).getAddress();
      int number = 0;
      for (byte part : bytes) {
        number = (number << 8) | (part & 0xff);
      }
      return new Addresses(number, size);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(first, e);
    }
  }

  /** The address of a client by its number, from 0 on. */
  InetAddress at(long client) {
    int number = first + (int) Math.floorMod(client, (long) size);
    try {
      return InetAddress.getByAddress(
          new byte[] {
            (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number
          });
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The addresses behind these, as many. */
  public Addresses next() {
    return new Addresses(first + size, size);
  }
}
