package dev.drop444.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses for tests, written in digits. */
public final class Addresses {

  private Addresses() {}

  @SuppressWarnings("AddressSelection") // a literal has one address
  public static InetAddress of(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
