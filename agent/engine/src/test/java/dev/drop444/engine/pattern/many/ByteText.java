package dev.drop444.engine.pattern.many;

import java.nio.charset.StandardCharsets;

/** A view of bytes, as a server's adapter shows them; counts how often it is read. */
final class ByteText implements CharSequence {

  private final byte[] bytes;
  private long reads;

  ByteText(String text) {
    this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
  }

  long reads() {
    return reads;
  }

  @Override
  public int length() {
    return bytes.length;
  }

  @Override
  public char charAt(int index) {
    reads++;
    return (char) (bytes[index] & 0xff);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    throw new UnsupportedOperationException("a copy");
  }

  @Override
  public String toString() {
    throw new UnsupportedOperationException("a copy");
  }
}
