package dev.drop444.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What a fuzzer thinks up, as texts. */
public final class FuzzInput {

  private FuzzInput() {}

  /** One char a byte, as a server shows what arrives. */
  public static String bytes(byte[] input) {
    return new String(input, ISO_8859_1);
  }

  /** As a person writes. */
  public static String text(byte[] input) {
    return new String(input, UTF_8);
  }

  /** The lines of a text, at least so many, the last with all that is left. */
  public static String[] lines(String text, int count) {
    String[] lines = text.split("\n", count);
    String[] all = new String[count];
    for (int i = 0; i < count; i++) {
      all[i] = i < lines.length ? lines[i] : "";
    }
    return all;
  }
}
