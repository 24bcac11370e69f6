package dev.drop444.engine.gate;

/** The HTTP version of a request, as the drop log and rules call it. */
public enum Protocol {
  HTTP_0_9("HTTP/0.9"),
  HTTP_1_0("HTTP/1.0"),
  HTTP_1_1("HTTP/1.1"),
  HTTP_2("HTTP/2"),
  HTTP_3("HTTP/3"),
  UNKNOWN("HTTP/?");

  private final String text;

  Protocol(String text) {
    this.text = text;
  }

  /** The version as it is written on a request line, for example {@code HTTP/1.1}. */
  public String text() {
    return text;
  }

  /**
   * The protocol of a request line's version.
   *
   * @param version for example {@code HTTP/1.1}, or null
   */
  public static Protocol of(@org.jspecify.annotations.Nullable String version) {
    if (version == null) {
      return UNKNOWN;
    }
    switch (version) {
      case "HTTP/1.1":
        return HTTP_1_1;
      case "HTTP/2":
      case "HTTP/2.0":
        return HTTP_2;
      case "HTTP/1.0":
        return HTTP_1_0;
      case "HTTP/0.9":
        return HTTP_0_9;
      case "HTTP/3":
      case "HTTP/3.0":
        return HTTP_3;
      default:
        return UNKNOWN;
    }
  }
}
