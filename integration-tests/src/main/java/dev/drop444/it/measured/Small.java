package dev.drop444.it.measured;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What there is to see: a page of a hundred bytes, and one of two. The rest is the server's 404.
 */
final class Small {

  /** Everything below is the page. */
  static final String PAGES = "/shop";

  /** The smallest answer with a body. */
  static final String SMALLEST = "/ok";

  static final String TYPE = "text/plain";

  private static final byte[] PAGE =
      "A page of a hundred bytes, which is what an answer to a script on a page often comes to ....\n"
          .getBytes(US_ASCII);

  private static final byte[] OK = "ok".getBytes(US_ASCII);

  private Small() {}

  /** The content at a path that is one of the two; not to be written to. */
  static byte[] at(String path) {
    return path.equals(SMALLEST) ? OK : PAGE;
  }
}
