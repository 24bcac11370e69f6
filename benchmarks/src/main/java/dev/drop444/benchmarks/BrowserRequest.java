package dev.drop444.benchmarks;

import java.net.InetAddress;

/** What a browser sends. */
final class BrowserRequest extends FixedRequest {

  private static final String[] AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
        + " Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
        + " Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"
        + " Mobile Safari/537.36",
  };

  private final boolean checked;

  /**
   * A request.
   *
   * @param number says which of a few browsers it is
   * @param checked whether the server's parser has looked for control characters in fields, as
   *     those of Tomcat and Jetty do, and that of Undertow does not
   */
  BrowserRequest(InetAddress peer, String target, int number, boolean checked) {
    super(
        peer,
        target,
        "host",
        "shop.example",
        "user-agent",
        // Not the same object: a server makes a new one for each request.
        new String(AGENTS[number % AGENTS.length].toCharArray()),
        "accept",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
        "accept-language",
        "de-CH,de;q=0.9,en;q=0.8",
        "accept-encoding",
        "gzip, deflate, br, zstd",
        "referer",
        "https://shop.example/shoes",
        "cookie",
        "session=4f1c0a7e2b9d4c5f8a6e; theme=dark");
    this.checked = checked;
  }

  @Override
  public boolean hasCheckedFields() {
    return checked;
  }
}
