package dev.drop444.it.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** What clients send. */
final class Requests {

  /** Such as browsers have. */
  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/140.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
              + " like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like"
              + " Gecko) Version/18.6 Safari/605.1.15");

  private static final List<String> TARGETS =
      List.of(
          "/shop",
          "/shop/shoes/17?size=42&colour=dark+blue",
          "/shop/api/v2/items?page=3&sort=price",
          "/shop/images/logo.svg",
          "/shop/search?q=winter%20boots",
          "/shop/basket/4f1c0a7e",
          "/shop/assets/app.3f9a1c.js");

  private Requests() {}

  /** Of browsers that stay: every path by every browser. */
  static List<byte[]> ofBrowsers() {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < TARGETS.size() * BROWSERS.size(); i++) {
      requests.add(
          request(
              "GET " + TARGETS.get(i % TARGETS.size()) + " HTTP/1.1",
              BROWSERS.get(i % BROWSERS.size()),
              "keep-alive",
              i));
    }
    return requests;
  }

  /** One for a path, by each browser on a connection of its own. */
  static List<byte[]> once(String path) {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < BROWSERS.size(); i++) {
      requests.add(request("GET " + path + " HTTP/1.1", BROWSERS.get(i), "close", i));
    }
    return requests;
  }

  /** Of an attack tool that says its name. */
  static List<byte[]> ofScanner(String path) {
    return List.of(
        request("GET " + path + " HTTP/1.1", "sqlmap/1.8#stable (https://sqlmap.org)", "close", 0));
  }

  /** With a space in its target, which every server's parser refuses. */
  static List<byte[]> malformed() {
    return List.of(request("GET /shop/a b c HTTP/1.1", BROWSERS.get(0), "close", 0));
  }

  private static byte[] request(String line, String userAgent, String connection, int number) {
    return (line
            + "\r\nHost: shop.example\r\nUser-Agent: "
            + userAgent
            + "\r\nAccept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
            + "Accept-Language: de-CH,de;q=0.9,en;q=0.8\r\n"
            + "Accept-Encoding: gzip, deflate, br, zstd\r\n"
            + "Referer: https://shop.example/shoes\r\n"
            + "Cookie: session=4f1c0a7e2b9d4c5f8a6e"
            + number
            + "; theme=dark\r\nConnection: "
            + connection
            + "\r\n\r\n")
        .getBytes(ISO_8859_1);
  }
}
