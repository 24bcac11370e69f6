package dev.drop444.it.wellbehaved;

import static dev.drop444.it.wellbehaved.Visit.h2c;
import static dev.drop444.it.wellbehaved.Visit.visit;

import java.util.List;

/** HTTP clients of programs, as their defaults are. */
final class Libraries {

  static final List<Visit> ALL =
      List.of(
          visit(
              "curl",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: curl/8.5.0
              Accept: */*
              """),
          visit(
              "curl --data",
              """
              POST /echo HTTP/1.1
              Host: shop.example
              User-Agent: curl/8.5.0
              Accept: */*
              Content-Length: 5
              Content-Type: application/x-www-form-urlencoded
              """,
              "hello"),
          visit(
              "curl -T from a pipe, which waits for no 100",
              """
              PUT /echo HTTP/1.1
              Host: shop.example
              User-Agent: curl/8.5.0
              Accept: */*
              Transfer-Encoding: chunked
              Expect: 100-continue
              """,
              "5\r\nhello\r\n0\r\n\r\n"),
          visit(
              "curl --http1.0",
              """
              GET /hello HTTP/1.0
              Host: shop.example
              User-Agent: curl/8.5.0
              Accept: */*
              """),
          visit(
              "curl -I",
              """
              HEAD /hello HTTP/1.1
              Host: shop.example
              User-Agent: curl/8.5.0
              Accept: */*
              """),
          visit(
              "curl -H 'Accept:' -A ''",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              """),
          visit(
              "curl -X GET --data, as Elasticsearch wants it",
              """
              GET /echo HTTP/1.1
              Host: shop.example
              User-Agent: curl/8.5.0
              Accept: */*
              Content-Type: application/json
              Content-Length: 16
              """,
              "{\"query\":{\"a\":1}}".substring(0, 16)),
          h2c(
              "curl --http2",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: curl/8.5.0
              Accept: */*
              Connection: Upgrade, HTTP2-Settings
              Upgrade: h2c
              HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA
              """),
          visit(
              "wget",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: Wget/1.21.3
              Accept: */*
              Accept-Encoding: identity
              Connection: Keep-Alive
              """),
          visit(
              "BusyBox wget",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: Wget
              Connection: close
              """),
          visit(
              "java.net.http.HttpClient, HTTP/1.1",
              """
              GET /hello HTTP/1.1
              Content-Length: 0
              Host: shop.example
              User-Agent: Java-http-client/17.0.15
              """),
          h2c(
              "java.net.http.HttpClient",
              """
              GET /hello HTTP/1.1
              Connection: Upgrade, HTTP2-Settings
              Host: shop.example
              HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA
              Upgrade: h2c
              User-Agent: Java-http-client/17.0.15
              """),
          visit(
              "java.net.http.HttpClient, a body of unknown length",
              """
              POST /echo HTTP/1.1
              Transfer-encoding: chunked
              Host: shop.example
              User-Agent: Java-http-client/17.0.15
              """,
              "5\r\nhello\r\n0\r\n\r\n"),
          visit(
              "HttpURLConnection",
              """
              GET /hello HTTP/1.1
              User-Agent: Java/17.0.15
              Host: shop.example
              Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2
              Connection: keep-alive
              """),
          visit(
              "HttpURLConnection, POST",
              """
              POST /echo HTTP/1.1
              User-Agent: Java/1.8.0_402
              Host: shop.example
              Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2
              Connection: keep-alive
              Content-type: application/x-www-form-urlencoded
              Content-Length: 5
              """,
              "hello"),
          visit(
              "Apache HttpClient 4",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Connection: Keep-Alive
              User-Agent: Apache-HttpClient/4.5.14 (Java/17.0.15)
              Accept-Encoding: gzip,deflate
              """),
          visit(
              "Apache HttpClient 5",
              """
              GET /hello HTTP/1.1
              Accept-Encoding: gzip, x-gzip, deflate
              Host: shop.example
              Connection: keep-alive
              User-Agent: Apache-HttpClient/5.3.1 (Java/17.0.15)
              """),
          visit(
              "Apache HttpClient, a body that repeats itself",
              """
              POST /echo HTTP/1.1
              Content-Length: 5
              Content-Type: text/plain; charset=ISO-8859-1
              Host: shop.example
              Connection: Keep-Alive
              User-Agent: Apache-HttpClient/4.5.14 (Java/17.0.15)
              Expect: 100-continue
              """,
              "hello"),
          visit(
              "OkHttp",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Connection: Keep-Alive
              Accept-Encoding: gzip
              User-Agent: okhttp/4.12.0
              """),
          visit(
              "Spring RestTemplate",
              """
              GET /hello HTTP/1.1
              Accept: application/json, application/*+json
              User-Agent: Java/17.0.15
              Host: shop.example
              Connection: keep-alive
              traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
              tracestate: rojo=00f067aa0ba902b7,congo=t61rcWkgMzE
              X-B3-TraceId: 80f198ee56343ba864fe8b2a57d3eff7
              """),
          visit(
              "Reactor Netty",
              """
              GET /hello HTTP/1.1
              user-agent: ReactorNetty/1.1.22
              host: shop.example
              accept: */*
              """),
          visit(
              "Vert.x, no user agent",
              """
              GET /hello HTTP/1.1
              host: shop.example
              """),
          visit(
              "Go",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: Go-http-client/1.1
              Accept-Encoding: gzip
              """),
          visit(
              "Go, a body of unknown length",
              """
              POST /echo HTTP/1.1
              Host: shop.example
              User-Agent: Go-http-client/1.1
              Transfer-Encoding: chunked
              Content-Type: application/octet-stream
              Accept-Encoding: gzip
              """,
              "5\r\nhello\r\n0\r\n\r\n"),
          visit(
              "Python requests",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: python-requests/2.32.3
              Accept-Encoding: gzip, deflate
              Accept: */*
              Connection: keep-alive
              """),
          visit(
              "Python requests, POST of nothing",
              """
              POST /echo HTTP/1.1
              Host: shop.example
              User-Agent: python-requests/2.32.3
              Accept-Encoding: gzip, deflate
              Accept: */*
              Connection: keep-alive
              Content-Length: 0
              """),
          visit(
              "Python urllib",
              """
              GET /hello HTTP/1.1
              Accept-Encoding: identity
              Host: shop.example
              User-Agent: Python-urllib/3.11
              Connection: close
              """),
          visit(
              "Python aiohttp",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Accept: */*
              Accept-Encoding: gzip, deflate
              User-Agent: Python/3.11 aiohttp/3.9.5
              """),
          visit(
              "Python httpx",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Accept: */*
              Accept-Encoding: gzip, deflate
              Connection: keep-alive
              User-Agent: python-httpx/0.27.0
              """),
          visit(
              "Node, fetch",
              """
              GET /hello HTTP/1.1
              host: shop.example
              connection: keep-alive
              accept: */*
              accept-language: *
              sec-fetch-mode: cors
              user-agent: node
              accept-encoding: gzip, deflate
              """),
          visit(
              "Node, http",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Connection: close
              """),
          visit(
              "axios",
              """
              POST /echo HTTP/1.1
              Accept: application/json, text/plain, */*
              Content-Type: application/json
              User-Agent: axios/1.7.4
              Content-Length: 7
              Accept-Encoding: gzip, compress, deflate, br
              Host: shop.example
              Connection: close
              """,
              "{\"a\":1}"),
          visit(
              ".NET HttpClient",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              """),
          visit(
              ".NET HttpWebRequest",
              """
              POST /echo HTTP/1.1
              Content-Type: text/xml; charset=utf-8
              SOAPAction: "http://shop.example/IShop/Buy"
              Host: shop.example
              Content-Length: 5
              Expect: 100-continue
              Connection: Keep-Alive
              """,
              "hello"),
          visit(
              "PowerShell",
              """
              GET /hello HTTP/1.1
              User-Agent: Mozilla/5.0 (Windows NT; Windows NT 10.0; de-DE) WindowsPowerShell/5.1.22621.3958
              Host: shop.example
              Connection: Keep-Alive
              """),
          visit(
              "PHP curl",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Accept: */*
              """),
          visit(
              "PHP file_get_contents",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Connection: close
              """),
          visit(
              "Guzzle",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: GuzzleHttp/7
              """),
          visit(
              "Ruby Net::HTTP",
              """
              GET /hello HTTP/1.1
              Accept-Encoding: gzip;q=1.0,deflate;q=0.6,identity;q=0.3
              Accept: */*
              User-Agent: Ruby
              Host: shop.example
              """),
          visit(
              "Perl LWP",
              """
              GET /hello HTTP/1.1
              TE: deflate,gzip;q=0.3
              Connection: TE, close
              Host: shop.example
              User-Agent: libwww-perl/6.68
              """),
          visit(
              "Rust reqwest",
              """
              GET /hello HTTP/1.1
              accept: */*
              host: shop.example
              """),
          visit(
              "Postman",
              """
              GET /hello HTTP/1.1
              User-Agent: PostmanRuntime/7.41.1
              Accept: */*
              Postman-Token: 3b1a5f0c-6d5f-4d62-8d13-7a8f3c2d9e10
              Host: shop.example
              Accept-Encoding: gzip, deflate, br
              Connection: keep-alive
              """),
          visit(
              "ApacheBench",
              """
              GET /hello HTTP/1.0
              Host: shop.example
              User-Agent: ApacheBench/2.3
              Accept: */*
              """),
          visit(
              "Windows WebDAV",
              """
              PROPFIND /hello HTTP/1.1
              Connection: Keep-Alive
              User-Agent: Microsoft-WebDAV-MiniRedir/10.0.19045
              Depth: 0
              translate: f
              Content-Length: 0
              Host: shop.example
              """),
          visit(
              "macOS WebDAV",
              """
              OPTIONS / HTTP/1.1
              Host: shop.example
              Accept: */*
              Content-Length: 0
              Connection: keep-alive
              User-Agent: WebDAVFS/3.0.0 (03008000) Darwin/23.6.0 (arm64)
              """),
          visit(
              "git",
              """
              GET /shop.git/info/refs?service=git-upload-pack HTTP/1.1
              Host: shop.example
              User-Agent: git/2.39.2
              Accept: */*
              Accept-Encoding: deflate, gzip, br
              Pragma: no-cache
              Git-Protocol: version=2
              """));

  private Libraries() {}
}
