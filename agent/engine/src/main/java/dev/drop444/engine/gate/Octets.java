package dev.drop444.engine.gate;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Bytes of a server's own buffer as text, one byte a character (ISO-8859-1). Who reads much of it
 * reads the array. Valid as long as the buffer is; nobody writes to that. A final class, so that it
 * is told from a string at no cost. Not thread-safe while {@link #show} is called.
 */
public final class Octets implements CharSequence {

  private byte[] array;
  private int start;
  private int end;

  /** As {@link #show}. */
  public Octets(byte[] array, int start, int end) {
    this.array = array;
    this.start = start;
    this.end = end;
  }

  /**
   * Shows other bytes.
   *
   * @param start index of the first byte
   * @param end index after the last byte
   */
  public Octets show(byte[] array, int start, int end) {
    this.array = array;
    this.start = start;
    this.end = end;
    return this;
  }

  /** Where it lies, among other things. */
  public byte[] array() {
    return array;
  }

  /** Index of the first byte. */
  public int start() {
    return start;
  }

  /** Index after the last byte. */
  public int end() {
    return end;
  }

  @Override
  public int length() {
    return end - start;
  }

  @Override
  public char charAt(int index) {
    return (char) (array[start + Objects.checkIndex(index, end - start)] & 0xff);
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    Objects.checkFromToIndex(from, to, end - start);
    return new Octets(array, start + from, start + to);
  }

  @Override
  public String toString() {
    return new String(array, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
