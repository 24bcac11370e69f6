package dev.drop444.tomcat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Bytes of the server's own buffer as text, one byte a char. Valid while the buffer is. */
final class Latin1 implements CharSequence {

  private final byte[] bytes;
  private final int start;
  private final int end;

  Latin1(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  @Override
  public int length() {
    return end - start;
  }

  @Override
  public char charAt(int index) {
    return (char) (bytes[start + Objects.checkIndex(index, end - start)] & 0xff);
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    Objects.checkFromToIndex(from, to, end - start);
    return new Latin1(bytes, start + from, start + to);
  }

  @Override
  public String toString() {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
