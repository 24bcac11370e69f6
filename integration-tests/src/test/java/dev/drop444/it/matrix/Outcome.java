package dev.drop444.it.matrix;

import dev.drop444.it.wire.Protocol;

/** What a client must see, in the words of {@code Conversation.Seen}. The wire contract. */
enum Outcome {
  ANSWERED("200", "200"),
  NOT_FOUND("404", "404"),
  FAILED("500", "500"),
  UNAVAILABLE("503", "503"),
  /** By default: FIN; in HTTP/2 only the stream ends (CANCEL is 8, RFC 9113 section 7). */
  DROPPED("closed, 0 bytes, FIN", "RST_STREAM 8, next stream 200"),
  /** {@code close=rst}. */
  RESET("closed, 0 bytes, RST", "RST_STREAM 8, next stream 200"),
  /** {@code h2=connection}: without GOAWAY, or it would say so. */
  CLOSED("closed, 0 bytes, FIN", "closed, 0 bytes, FIN"),
  /** {@code h2=connection} and {@code close=rst}. */
  CLOSED_BY_RESET("closed, 0 bytes, RST", "closed, 0 bytes, RST");

  private final String http1;
  private final String http2;

  Outcome(String http1, String http2) {
    this.http1 = http1;
    this.http2 = http2;
  }

  String over(Protocol protocol) {
    return protocol.http2() ? http2 : http1;
  }

  /** Whether more than the one request ends. */
  boolean endsConnection(Protocol protocol) {
    return over(protocol).startsWith("closed");
  }

  boolean isAnswer() {
    return http1.equals(http2) && Character.isDigit(http1.charAt(0));
  }
}
