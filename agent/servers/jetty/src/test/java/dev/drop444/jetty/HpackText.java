package dev.drop444.jetty;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.StringJoiner;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;

/** A response head of HTTP/2 as text: status and field lines, {@code Date} without its value. */
final class HpackText {

  private HpackText() {}

  static String of(byte[] block) {
    try {
      MetaData.Response head =
          (MetaData.Response)
              new HpackDecoder(64 * 1024, System::nanoTime).decode(ByteBuffer.wrap(block));
      StringJoiner text = new StringJoiner(", ");
      text.add(Integer.toString(head.getStatus()));
      for (HttpField field : head.getHttpFields()) {
        // In whatever case the decoder knows it.
        String name = field.getName().toLowerCase(Locale.ROOT);
        text.add(name.equals("date") ? name : name + ": " + field.getValue());
      }
      return text.toString();
    } catch (Exception undecodable) {
      throw new IllegalStateException(undecodable);
    }
  }
}
