package dev.drop444.engine.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small text files in UTF-8. */
final class TextFile {

  private TextFile() {}

  /**
   * The whole text.
   *
   * @throws IOException with a message that says what is wrong and leaves the name out
   */
  static String read(Path file, int maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, maxBytes);
    } catch (NoSuchFileException missing) {
      throw new FileNotFoundException("there is no such file");
    } catch (AccessDeniedException denied) {
      throw new IOException("access to the file is denied", denied);
    }
  }

  static String read(InputStream in, int maxBytes) throws IOException {
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new IOException("the file has more than " + maxBytes + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException malformed) {
      throw new IOException("the file is not UTF-8", malformed);
    }
  }
}
