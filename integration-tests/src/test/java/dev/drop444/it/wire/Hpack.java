package dev.drop444.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** Writes header fields as plain literals: no table, no Huffman code, nothing to get wrong. */
final class Hpack {

  // Indexes into the static table (RFC 7541 appendix A).
  static final int AUTHORITY = 1;
  static final int METHOD = 2;
  static final int PATH = 4;
  static final int SCHEME = 6;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A pseudo-header field by the index of its name. */
  void pseudo(int index, String value) {
    out.write(index);
    string(value);
  }

  void field(String name, String value) {
    out.write(0);
    string(name);
    string(value);
  }

  private void string(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    integer(bytes.length);
    out.writeBytes(bytes);
  }

  /** An integer with a prefix of seven bits (RFC 7541 section 5.1). */
  private void integer(int value) {
    if (value < 127) {
      out.write(value);
      return;
    }
    out.write(127);
    int rest = value - 127;
    for (; rest >= 128; rest >>>= 7) {
      out.write((rest & 0x7f) | 0x80);
    }
    out.write(rest);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
