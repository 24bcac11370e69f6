package dev.drop444.it.wellbehaved;

import static dev.drop444.it.wire.Frames.HEADERS;
import static dev.drop444.it.wire.Frames.PREFACE;
import static dev.drop444.it.wire.Frames.PRIORITY;
import static dev.drop444.it.wire.Frames.SETTINGS;
import static dev.drop444.it.wire.Frames.WHOLE;
import static dev.drop444.it.wire.Frames.WINDOW_UPDATE;
import static dev.drop444.it.wire.Frames.block;
import static dev.drop444.it.wire.Frames.bytes;
import static dev.drop444.it.wire.Frames.frame;

import dev.drop444.it.wellbehaved.Visit.Way;
import java.util.List;

/** HTTP/2 as clients open it: their settings, windows and priorities, and their order of fields. */
final class Http2Clients {

  static final List<Visit> ALL =
      List.of(
          new Visit(
              "Chrome, HTTP/2",
              Way.HTTP2,
              PREFACE
                  + settings(
                      "\0\001\0\001\0\0", "\0\002\0\0\0\0", "\0\004\0\140\0\0", "\0\006\0\004\0\0")
                  + frame(WINDOW_UPDATE, 0, 0, bytes(0, 0xef, 0, 1))
                  + frame(
                      HEADERS,
                      WHOLE | 0x20,
                      1,
                      bytes(0x80, 0, 0, 0, 255)
                          + block(
                              ":method", "GET",
                              ":authority", "shop.example",
                              ":scheme", "https",
                              ":path", "/hello",
                              "sec-ch-ua", "\"Chromium\";v=\"128\", \"Not;A=Brand\";v=\"24\"",
                              "sec-ch-ua-mobile", "?0",
                              "upgrade-insecure-requests", "1",
                              "user-agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/128.0.0.0",
                              "accept", "text/html,*/*;q=0.8",
                              "accept-encoding", "gzip, deflate, br, zstd",
                              "cookie", "a=1",
                              "cookie", "b=2",
                              "priority", "u=0, i"))),
          new Visit(
              "Firefox, HTTP/2",
              Way.HTTP2,
              PREFACE
                  + settings("\0\001\0\001\0\0", "\0\004\0\002\0\0", "\0\005\0\0\100\0")
                  + frame(WINDOW_UPDATE, 0, 0, bytes(0, 0xbf, 0, 1))
                  + frame(PRIORITY, 0, 3, bytes(0, 0, 0, 0, 200))
                  + frame(PRIORITY, 0, 5, bytes(0, 0, 0, 0, 100))
                  + frame(
                      HEADERS,
                      WHOLE,
                      15,
                      block(
                          ":method", "GET",
                          ":path", "/hello",
                          ":authority", "shop.example",
                          ":scheme", "https",
                          "user-agent", "Mozilla/5.0 (X11; rv:128.0) Gecko/20100101 Firefox/128.0",
                          "accept", "text/html,*/*;q=0.8",
                          "accept-language", "en-US,en;q=0.5",
                          "te", "trailers"))),
          new Visit(
              "curl, HTTP/2",
              Way.HTTP2,
              PREFACE
                  + settings("\0\003\0\0\0\144", "\0\004\0\240\0\0", "\0\002\0\0\0\0")
                  + frame(WINDOW_UPDATE, 0, 0, bytes(0x3e, 0x7f, 0, 1))
                  + frame(
                      HEADERS,
                      WHOLE,
                      1,
                      block(
                          ":method", "GET",
                          ":path", "/hello",
                          ":scheme", "https",
                          ":authority", "shop.example",
                          "user-agent", "curl/8.5.0",
                          "accept", "*/*"))),
          new Visit(
              "Go, HTTP/2",
              Way.HTTP2,
              PREFACE
                  + settings("\0\002\0\0\0\0", "\0\004\0\100\0\0", "\0\006\0\240\0\0")
                  + frame(WINDOW_UPDATE, 0, 0, bytes(0x40, 0, 0, 0))
                  + frame(
                      HEADERS,
                      WHOLE,
                      1,
                      block(
                          ":authority", "shop.example",
                          ":method", "GET",
                          ":path", "/hello",
                          ":scheme", "https",
                          "accept-encoding", "gzip",
                          "user-agent", "Go-http-client/2.0"))),
          new Visit(
              "gRPC, its first words",
              Way.HTTP2,
              PREFACE
                  + settings()
                  + frame(
                      HEADERS,
                      4,
                      1,
                      block(
                          ":method", "POST",
                          ":scheme", "http",
                          ":path", "/echo",
                          ":authority", "shop.example",
                          "content-type", "application/grpc",
                          "user-agent", "grpc-java-netty/1.66.0",
                          "te", "trailers",
                          "grpc-accept-encoding", "gzip"))
                  + frame(0, 1, 1, "\0\0\0\0\0")));

  private Http2Clients() {}

  private static String settings(String... each) {
    return frame(SETTINGS, 0, 0, String.join("", each));
  }
}
