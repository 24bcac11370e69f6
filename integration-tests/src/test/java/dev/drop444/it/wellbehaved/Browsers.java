package dev.drop444.it.wellbehaved;

import static dev.drop444.it.wellbehaved.Visit.oneByOne;
import static dev.drop444.it.wellbehaved.Visit.visit;

import java.util.List;

/** Browsers: what they send by themselves, and what pages make them send. */
final class Browsers {

  private static final String CHROME =
      "User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36";
  private static final String FIREFOX =
      "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
  private static final String SAFARI =
      "User-Agent: Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15";

  static final List<Visit> ALL =
      List.of(
          visit(
              "Chrome, navigation",
              """
              GET / HTTP/1.1
              Host: shop.example
              Connection: keep-alive
              sec-ch-ua: "Chromium";v="128", "Not;A=Brand";v="24", "Google Chrome";v="128"
              sec-ch-ua-mobile: ?0
              sec-ch-ua-platform: "Windows"
              Upgrade-Insecure-Requests: 1
              %s
              Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7
              Sec-Fetch-Site: none
              Sec-Fetch-Mode: navigate
              Sec-Fetch-User: ?1
              Sec-Fetch-Dest: document
              Accept-Encoding: gzip, deflate, br, zstd
              Accept-Language: de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7
              Cookie: _ga=GA1.1.1234567890.1720000000; cart={"items":[1,2]}; name=J%%C3%%BCrgen; empty=
              """
                  .formatted(CHROME)),
          oneByOne(
              "Chrome, a page and its style sheet",
              """
              GET /hello HTTP/1.1
              Host: shop.example:8080
              Connection: keep-alive
              Cache-Control: max-age=0
              %s
              Accept: text/html,*/*;q=0.8
              Accept-Encoding: gzip, deflate
              """
                  .formatted(CHROME),
              """
              GET /style.css?v=1.2.3 HTTP/1.1
              Host: shop.example:8080
              Connection: keep-alive
              %s
              Accept: text/css,*/*;q=0.1
              Referer: http://shop.example:8080/hello
              Accept-Encoding: gzip, deflate
              """
                  .formatted(CHROME)),
          visit(
              "Chrome, fetch with JSON",
              """
              POST /echo HTTP/1.1
              Host: shop.example
              Connection: keep-alive
              Content-Length: 16
              sec-ch-ua-platform: "Android"
              %s
              Content-Type: application/json
              Accept: */*
              Origin: https://shop.example
              Sec-Fetch-Site: same-origin
              Sec-Fetch-Mode: cors
              Sec-Fetch-Dest: empty
              Referer: https://shop.example/a?q=1
              Accept-Encoding: gzip, deflate, br, zstd
              """
                  .formatted(CHROME),
              "{\"a\":[1,2,3.50]}"),
          visit(
              "Chrome, CORS preflight",
              """
              OPTIONS /echo HTTP/1.1
              Host: api.shop.example
              Connection: keep-alive
              Accept: */*
              Access-Control-Request-Method: PUT
              Access-Control-Request-Headers: authorization,content-type
              Access-Control-Request-Private-Network: true
              Origin: https://shop.example
              %s
              Sec-Fetch-Mode: cors
              """
                  .formatted(CHROME)),
          visit(
              "Chrome, sandboxed frame, origin null",
              """
              POST /echo HTTP/1.1
              Host: shop.example
              Content-Length: 0
              Origin: null
              %s
              Accept: */*
              """
                  .formatted(CHROME)),
          visit(
              "Chrome, video",
              """
              GET /large HTTP/1.1
              Host: shop.example
              Connection: keep-alive
              Accept-Encoding: identity;q=1, *;q=0
              %s
              Accept: */*
              Sec-Fetch-Dest: video
              Referer: http://shop.example/
              Range: bytes=0-
              """
                  .formatted(CHROME)),
          visit(
              "Chrome, sendBeacon",
              """
              POST /echo HTTP/1.1
              Host: shop.example
              Content-Length: 5
              Content-Type: text/plain;charset=UTF-8
              %s
              Accept: */*
              """
                  .formatted(CHROME),
              "hello"),
          visit(
              "Chrome, query with what URLs leave as it is",
              """
              GET /hello?q=a+b&c=it's&d=(x)*!~$,;:@/?&e=%%20%%C3%%A4 HTTP/1.1
              Host: shop.example
              %s
              Accept: */*
              """
                  .formatted(CHROME)),
          visit(
              "Chrome, DELETE without a body",
              """
              DELETE /hello HTTP/1.1
              Host: shop.example
              %s
              Accept: */*
              """
                  .formatted(CHROME)),
          visit(
              "Chrome, prefetch",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Purpose: prefetch
              Sec-Purpose: prefetch;prerender
              Save-Data: on
              DNT: 1
              %s
              Accept: */*
              """
                  .formatted(CHROME)),
          visit(
              "Chrome, service worker",
              """
              GET /sw.js HTTP/1.1
              Host: shop.example
              Cache-Control: max-age=0
              Accept: */*
              Service-Worker: script
              %s
              Sec-Fetch-Site: same-origin
              Sec-Fetch-Mode: same-origin
              Sec-Fetch-Dest: serviceworker
              """
                  .formatted(CHROME)),
          visit(
              "Chrome, server-sent events again",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Accept: text/event-stream
              Cache-Control: no-cache
              Last-Event-ID: 42
              %s
              """
                  .formatted(CHROME)),
          visit(
              "Chrome, WebSocket",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Connection: Upgrade
              Pragma: no-cache
              Cache-Control: no-cache
              %s
              Upgrade: websocket
              Origin: https://shop.example
              Sec-WebSocket-Version: 13
              Accept-Encoding: gzip, deflate, br, zstd
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
              Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
              """
                  .formatted(CHROME)),
          visit(
              "Firefox, navigation",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              %s
              Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/png,image/svg+xml,*/*;q=0.8
              Accept-Language: en-US,en;q=0.5
              Accept-Encoding: gzip, deflate, br, zstd
              DNT: 1
              Sec-GPC: 1
              Connection: keep-alive
              Upgrade-Insecure-Requests: 1
              Sec-Fetch-Dest: document
              Sec-Fetch-Mode: navigate
              Sec-Fetch-Site: cross-site
              If-Modified-Since: Mon, 01 Jul 2024 10:00:00 GMT
              If-None-Match: W/"5-190-abc"
              Priority: u=0, i
              TE: trailers
              """
                  .formatted(FIREFOX)),
          visit(
              "Firefox, form",
              """
              POST /echo HTTP/1.1
              Host: shop.example
              %s
              Accept: text/html
              Content-Type: application/x-www-form-urlencoded
              Content-Length: 27
              Origin: http://shop.example
              Connection: keep-alive
              Referer: http://shop.example/login
              """
                  .formatted(FIREFOX),
              "user=j%C3%BCrgen&pw=%25+%26"),
          visit(
              "Firefox, upload of a file",
              """
              POST /echo HTTP/1.1
              Host: shop.example
              %s
              Accept: */*
              Content-Type: multipart/form-data; boundary=---------------------------9051914041544843365972754266
              Content-Length: 224
              """
                  .formatted(FIREFOX),
              Visit.lines(
                  """
                  -----------------------------9051914041544843365972754266
                  Content-Disposition: form-data; name="file"; filename="a \\"b\\".txt"
                  Content-Type: text/plain

                  hello
                  -----------------------------9051914041544843365972754266--
                  """)),
          visit(
              "Firefox, WebSocket",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              %s
              Accept: */*
              Sec-WebSocket-Version: 13
              Origin: http://shop.example
              Sec-WebSocket-Extensions: permessage-deflate
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
              Connection: keep-alive, Upgrade
              Upgrade: websocket
              """
                  .formatted(FIREFOX)),
          visit(
              "Safari, navigation",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
              Upgrade-Insecure-Requests: 1
              Cookie: a=1
              %s
              Accept-Language: de-DE,de;q=0.9
              Accept-Encoding: gzip, deflate
              Connection: keep-alive
              """
                  .formatted(SAFARI)),
          visit(
              "Safari, first bytes of a video",
              """
              GET /large HTTP/1.1
              Host: shop.example
              X-Playback-Session-Id: 5A1F0A0C-7F3B-4D0E-9A54-3F0C5B8E1D11
              Range: bytes=0-1
              Accept: */*
              User-Agent: AppleCoreMedia/1.0.0.21G93 (iPhone; U; CPU OS 17_6_1 like Mac OS X; de_de)
              Accept-Encoding: identity
              Connection: Keep-Alive
              """),
          visit(
              "Safari on a telephone",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
              User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1
              Accept-Language: de-DE,de;q=0.9
              Accept-Encoding: gzip, deflate
              Connection: keep-alive
              """),
          visit(
              "Chrome on a telephone, in an app",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240805.005; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/128.0.6613.40 Mobile Safari/537.36
              Accept: text/html
              X-Requested-With: com.example.app
              """),
          visit(
              "Edge through a proxy",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0
              Accept: */*
              Via: 1.1 proxy.corp.example (squid/5.7)
              X-Forwarded-For: unknown
              Cache-Control: max-age=259200
              Connection: keep-alive
              """),
          visit(
              "Internet Explorer 11",
              """
              GET /hello?q=a%%20b HTTP/1.1
              Accept: text/html, application/xhtml+xml, */*
              Accept-Language: de-DE
              User-Agent: Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko
              Accept-Encoding: gzip, deflate
              Host: shop.example
              DNT: 1
              Connection: Keep-Alive
              """
                  .formatted()),
          visit(
              "Lynx",
              """
              GET /hello HTTP/1.0
              Host: shop.example
              Accept: text/html, text/plain, text/sgml, */*;q=0.01
              Accept-Encoding: gzip, bzip2
              Accept-Language: en
              User-Agent: Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.8
              """));

  private Browsers() {}
}
