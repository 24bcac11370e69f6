package dev.drop444.engine.address.list;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** Lists and addresses for tests. */
final class Lists {

  private Lists() {}

  static ListContent read(String text) {
    return read(text.getBytes(StandardCharsets.ISO_8859_1), Integer.MAX_VALUE);
  }

  /** Reads bytes that arrive in pieces of at most so many. */
  static ListContent read(byte[] bytes, int piece) {
    InputStream stream =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(length, piece));
          }
        };
    try {
      return ListReader.read(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address from digits; nothing else may be given, so nothing is resolved. */
  static InetAddress address(String digits) {
    try {
      return InetAddress.getByName(digits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** An address from a number of 32 or 128 bits. */
  static InetAddress address(BigInteger number, int bits) {
    byte[] bytes = new byte[bits / 8];
    byte[] significant = number.toByteArray();
    for (int i = 0; i < Math.min(bytes.length, significant.length); i++) {
      bytes[bytes.length - 1 - i] = significant[significant.length - 1 - i];
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
