package dev.drop444.launcher;

import org.jspecify.annotations.Nullable;

/**
 * Class files in one entry of the jar: all that a start needs, found without a look at the jar's
 * directory and without an inflater for each. The build makes it, and later versions must make it
 * in the same way, because an older launcher may read it.
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

  ClassBundle(byte[] bytes) {
    this.bytes = bytes;
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
        return new Place(start + before, integer(record + 8) - before);
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

  byte[] bytes() {
    return bytes;
  }

  /** A part of the bytes. */
  static final class Place {
    final int start;
    final int length;

    Place(int start, int length) {
      this.start = start;
      this.length = length;
    }
  }
}
