package dev.drop444.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;

/**
 * A response as it came.
 *
 * @param status the status code
 * @param text head and body, a char a byte; for HTTP/2 the decoded fields and the data
 */
public record Response(int status, String text) {

  private static final Pattern DATE = Pattern.compile("(?im)^(date: ).*$");

  static Response http1(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    return new Response(Integer.parseInt(text.substring(9, 12)), text);
  }

  /** The text without what differs from one second to the next. */
  public String comparable() {
    return DATE.matcher(text).replaceAll("$1(masked)");
  }
}
