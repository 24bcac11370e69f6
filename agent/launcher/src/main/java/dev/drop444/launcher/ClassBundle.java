package dev.drop444.launcher;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Many class files in one entry of the jar: each is found without a look at the jar's directory,
 * and without an inflater of its own. The build makes it, and later versions must make it in the
 * same way, because an older launcher may read it.
 *
 * <pre>
 * int     how many
 * int[3]  for each: String.hashCode of its name, where it begins, how long it is; by hash code
 * byte[]  each: the length of its name in a byte, its name in ASCII, its class file
 * </pre>
 *
 * <p>All integers are big-endian, names have slashes. Immutable, if nobody changes the bytes.
 */
final class ClassBundle {

  private static final int HEADER_BYTES = 4;
  private static final int RECORD_BYTES = 12;

  private final byte[] bytes;

  private ClassBundle(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a bundle.
   *
   * @param length in bytes
   * @throws IOException if that fails, or if there is less
   */
  static ClassBundle read(InputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    if (in.readNBytes(bytes, 0, length) != length) {
      throw new EOFException("The jar is cut short");
    }
    return new ClassBundle(bytes);
  }

  /** Where a class file lies in the bytes, or null if it is not here. */
  @Nullable Place find(String name) {
    int hash = name.hashCode();
    int low = 0;
    int high = integer(0);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (integer(HEADER_BYTES + middle * RECORD_BYTES) < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low; i < integer(0); i++) {
      int record = HEADER_BYTES + i * RECORD_BYTES;
      if (integer(record) != hash) {
        return null;
      }
      int start = integer(record + 4);
      if (isNamed(start, name)) {
        int before = 1 + name.length();
        return new Place(bytes, start + before, integer(record + 8) - before);
      }
    }
    return null;
  }

  private boolean isNamed(int start, String name) {
    if ((bytes[start] & 0xff) != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (bytes[start + 1 + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int integer(int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  /** A part of the bytes. */
  static final class Place {
    final byte[] bytes;
    final int start;
    final int length;

    private Place(byte[] bytes, int start, int length) {
      this.bytes = bytes;
      this.start = start;
      this.length = length;
    }
  }
}
