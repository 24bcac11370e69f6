package dev.drop444.packing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Many class files as one file, which is opened and inflated once and searched without a look at
 * the others. The launcher's {@code ClassBundle} reads it and says what it looks like.
 */
final class Bundle {

  private static final int HEADER_BYTES = 4;
  private static final int RECORD_BYTES = 12;

  private Bundle() {}

  /**
   * The bundle.
   *
   * @param classFiles by the classes' names as class files have them
   */
  static byte[] of(Map<String, byte[]> classFiles) throws IOException {
    List<Map.Entry<String, byte[]>> sorted = new ArrayList<>(classFiles.entrySet());
    sorted.sort(Comparator.comparingInt(entry -> entry.getKey().hashCode()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(sorted.size());
    int offset = HEADER_BYTES + sorted.size() * RECORD_BYTES;
    for (Map.Entry<String, byte[]> entry : sorted) {
      int length = text(entry.getKey()).length + entry.getValue().length;
      out.writeInt(entry.getKey().hashCode());
      out.writeInt(offset);
      out.writeInt(length);
      offset += length;
    }
    for (Map.Entry<String, byte[]> entry : sorted) {
      out.write(text(entry.getKey()));
      out.write(entry.getValue());
    }
    return bytes.toByteArray();
  }

  private static byte[] text(String name) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    if (!name.equals(new String(ascii, StandardCharsets.US_ASCII)) || ascii.length > 255) {
      throw new IllegalArgumentException("Not a name for a bundle: " + name);
    }
    byte[] text = new byte[ascii.length + 1];
    text[0] = (byte) ascii.length;
    System.arraycopy(ascii, 0, text, 1, ascii.length);
    return text;
  }
}
