package dev.drop444.it.wellbehaved;

import static dev.drop444.it.wellbehaved.Visit.visit;

import java.util.List;

/** Crawlers of search engines, previews of links, readers of feeds. */
final class Crawlers {

  static final List<Visit> ALL =
      List.of(
          visit(
              "Googlebot",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Connection: keep-alive
              Accept: text/html,application/xhtml+xml,application/signed-exchange;v=b3,application/xml;q=0.9,*/*;q=0.8
              From: googlebot(at)googlebot.com
              User-Agent: Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.6533.119 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
              Accept-Encoding: gzip, deflate, br
              If-Modified-Since: Mon, 01 Jul 2024 10:00:00 GMT
              """),
          visit(
              "Googlebot, images",
              """
              GET /robots.txt HTTP/1.1
              Host: shop.example
              User-Agent: Googlebot-Image/1.0
              Accept: text/plain,text/html,*/*
              """),
          visit(
              "Bingbot",
              """
              GET /hello HTTP/1.1
              Cache-Control: no-cache
              Connection: Keep-Alive
              Pragma: no-cache
              Accept: */*
              Accept-Encoding: gzip, deflate, br
              From: bingbot(at)microsoft.com
              Host: shop.example
              User-Agent: Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36
              """),
          visit(
              "DuckDuckBot",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)
              Accept: */*
              """),
          visit(
              "YandexBot",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Connection: keep-alive
              Accept: */*
              Accept-Encoding: gzip,deflate
              Accept-Language: ru, uk;q=0.8, be;q=0.8, en;q=0.7, *;q=0.01
              From: support@search.yandex.ru
              User-Agent: Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)
              """),
          visit(
              "Applebot",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Accept: text/html
              User-Agent: Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)
              """),
          visit(
              "Slack",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)
              Accept: */*
              Range: bytes=0-32768
              """),
          visit(
              "Facebook",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Accept: */*
              Accept-Encoding: deflate, gzip
              User-Agent: facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)
              Range: bytes=0-524287
              Connection: close
              """),
          visit(
              "WhatsApp",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: WhatsApp/2.24.16.76 A
              Accept: */*
              """),
          visit(
              "X",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: Twitterbot/1.0
              Accept-Language: en
              Accept: */*
              """),
          visit(
              "LinkedIn",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)
              Accept: */*
              """),
          visit(
              "Internet Archive",
              """
              GET /hello HTTP/1.0
              Host: shop.example
              User-Agent: Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)
              Connection: close
              """),
          visit(
              "Let's Encrypt",
              """
              GET /.well-known/acme-challenge/evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA HTTP/1.1
              Host: shop.example
              User-Agent: Mozilla/5.0 (compatible; Let's Encrypt validation server; +https://www.letsencrypt.org)
              Accept: */*
              Accept-Encoding: gzip
              Connection: close
              """),
          visit(
              "reader of feeds",
              """
              GET /feed.xml HTTP/1.1
              Host: shop.example
              User-Agent: FreshRSS/1.24.1 (Linux; https://freshrss.org)
              A-IM: feed
              If-None-Match: "66a1f2c3-1a2b"
              Accept: application/rss+xml,application/atom+xml;q=0.9,*/*;q=0.8
              """),
          visit(
              "GitHub, web hook",
              """
              POST /echo HTTP/1.1
              Host: shop.example
              User-Agent: GitHub-Hookshot/044aadd
              Accept: */*
              Content-Type: application/json
              X-GitHub-Event: ping
              X-Hub-Signature-256: sha256=d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c
              Content-Length: 16
              """,
              "{\"zen\":\"hello!\"}"));

  private Crawlers() {}
}
