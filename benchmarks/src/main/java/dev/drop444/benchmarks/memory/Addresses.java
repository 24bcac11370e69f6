package dev.drop444.benchmarks.memory;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Many different clients, no two of which lie beside each other. */
enum Addresses {
  IPV4 {
    @Override
    InetAddress number(int i) {
      return address(ByteBuffer.allocate(4).putInt(2 * i + 0x0b000000).array());
    }
  },
  /** Each of a /64 of its own, which is what counts as a client. */
  IPV6 {
    @Override
    InetAddress number(int i) {
      return address(ByteBuffer.allocate(16).putLong(0x2001_0db8_0000_0000L + 2L * i).array());
    }
  };

  /** The client of a number from 0 to ten million. */
  abstract InetAddress number(int i);

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
