package dev.drop444.it.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * What the application answers: a pure function of the request, so that two runs can be compared
 * byte for byte. Immutable.
 */
public final class Page {

  private final int status;
  private final String text;

  private Page(int status, String text) {
    this.status = status;
    this.text = text;
  }

  /**
   * The answer to a request.
   *
   * @param body read only by pages that want it
   */
  public static Page of(String method, String path, Map<String, String> headers, InputStream body)
      throws IOException {
    switch (path) {
      case "/":
      case "/hello":
        return new Page(200, "Hello\n");
      case "/echo":
        return new Page(200, method + ' ' + digest(body) + '\n');
      case "/unread":
        return new Page(200, "The body was not looked at\n");
      case "/headers":
        return new Page(200, new TreeMap<>(headers) + "\n");
      case "/large":
        return new Page(200, "0123456789abcde\n".repeat(12_500));
      case "/busy":
        return new Page(503, "");
      case "/boom":
        throw new IllegalStateException("The application fails on purpose");
      default:
        return new Page(404, "There is no " + path + '\n');
    }
  }

  private static String digest(InputStream body) throws IOException {
    CRC32 checksum = new CRC32();
    long length = 0;
    byte[] buffer = new byte[8192];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      checksum.update(buffer, 0, read);
      length += read;
    }
    return length + " bytes, CRC-32 " + Long.toHexString(checksum.getValue());
  }

  public int status() {
    return status;
  }

  /** Whether the server's own error page is to be shown instead. */
  public boolean isError() {
    return status == 503;
  }

  public String contentType() {
    return "text/plain;charset=utf-8";
  }

  public byte[] content() {
    return text.getBytes(UTF_8);
  }
}
