package dev.drop444.it.malformed;

/** Request heads with one thing wrong; a char is a byte. */
final class Heads {

  private static final String HOST = "Host: shop.example\r\n";
  private static final String REST =
      """
      User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r
      Accept: */*\r
      """;

  private Heads() {}

  /** A good head but for its request line. */
  static String line(String requestLine) {
    return requestLine + "\r\n" + HOST + REST + "\r\n";
  }

  /** A good head but for its target. */
  static String target(String target) {
    return line("GET " + target + " HTTP/1.1");
  }

  /** A good head but for its version. */
  static String version(String version) {
    return line("GET /hello " + version);
  }

  /** A good head and one more line. */
  static String field(String line) {
    return "GET /hello HTTP/1.1\r\n" + HOST + REST + line + "\r\n\r\n";
  }

  /** A good head with these lines instead of its Host. */
  static String host(String lines) {
    return "GET /hello HTTP/1.1\r\n" + lines + REST + "\r\n";
  }

  /** A POST with these lines on the length of its body, which the application reads. */
  static String post(String lines, String body) {
    return "POST /echo HTTP/1.1\r\n" + HOST + REST + lines + "\r\n\r\n" + body;
  }

  /** The same in HTTP/1.0. */
  static String post10(String lines, String body) {
    return "POST /echo HTTP/1.0\r\n" + HOST + REST + lines + "\r\n\r\n" + body;
  }
}
