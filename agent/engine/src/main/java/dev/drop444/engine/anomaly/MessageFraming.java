package dev.drop444.engine.anomaly;

import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.text.WordTable;

/**
 * What the header says about where the message ends, and whether it contradicts itself: the
 * material of request smuggling (RFC 9112 sections 6 and 11.2). Not thread-safe.
 */
final class MessageFraming {

  private static final WordTable CODINGS =
      new WordTable(
          java.util.List.of("chunked", "gzip", "x-gzip", "compress", "x-compress", "deflate"));
  private static final int CHUNKED = 0;

  /** More digits may not fit into a long, and no body is that long. */
  private static final int MOST_DIGITS = 18;

  private long found;
  private int lengths;
  private boolean positiveLength;
  private boolean coded;
  private boolean chunked;
  private boolean close;
  private boolean keepAlive;

  void reset() {
    found = 0;
    lengths = 0;
    positiveLength = false;
    coded = false;
    chunked = false;
    close = false;
    keepAlive = false;
  }

  /** A line of Content-Length; some servers join several lines with commas. */
  void contentLength(CharSequence value) {
    int start = 0;
    while (start <= value.length()) {
      int end = Chars.elementEnd(value, start);
      length(value, Chars.skipSpace(value, start, end), Chars.trimEnd(value, start, end));
      start = end + 1;
    }
  }

  private void length(CharSequence value, int start, int end) {
    lengths++;
    boolean numeric = start < end && end - start <= MOST_DIGITS;
    boolean positive = false;
    for (int i = start; i < end; i++) {
      char c = value.charAt(i);
      numeric &= Chars.isDigit(c);
      positive |= c != '0';
    }
    if (!numeric) {
      found |= Anomaly.CONTENT_LENGTH_NOT_NUMERIC.bit();
    }
    positiveLength |= positive;
  }

  /** A line of Transfer-Encoding. */
  void transferEncoding(CharSequence value) {
    if (WordTable.matches("identity", value, 0, value.length())) {
      // RFC 2616 had this word for no coding at all.
      return;
    }
    coded = true;
    int start = 0;
    while (start <= value.length()) {
      int end = Chars.elementEnd(value, start);
      int from = Chars.skipSpace(value, start, end);
      int coding = CODINGS.find(value, from, Chars.trimEnd(value, from, end));
      if (coding == WordTable.NONE || chunked) {
        // Nothing may come after chunked, not even chunked (RFC 9112 section 6.1).
        found |= Anomaly.TRANSFER_ENCODING_INVALID.bit();
      }
      chunked |= coding == CHUNKED;
      start = end + 1;
    }
  }

  /** A line of Connection. */
  void connection(CharSequence value) {
    int start = 0;
    while (start < value.length()) {
      int end = Chars.elementEnd(value, start);
      int from = Chars.skipSpace(value, start, end);
      int to = Chars.trimEnd(value, from, end);
      close |= WordTable.matches("close", value, from, to);
      keepAlive |= WordTable.matches("keep-alive", value, from, to);
      start = end + 1;
    }
  }

  boolean hasBody() {
    return positiveLength || coded;
  }

  /** In any version. */
  long judge(CharSequence method) {
    if (lengths > 1) {
      found |= Anomaly.CONTENT_LENGTH_DUPLICATE.bit();
    }
    boolean safe = "GET".contentEquals(method) || "HEAD".contentEquals(method);
    if (safe && hasBody()) {
      found |= Anomaly.GET_WITH_BODY.bit();
    }
    return found;
  }

  /** In versions in which these headers, rather than frames, say where a message ends. */
  long judgeHttp1(CharSequence method, Protocol protocol) {
    if (coded && lengths > 0) {
      found |= Anomaly.TRANSFER_ENCODING_AND_CONTENT_LENGTH.bit();
    }
    if (coded && (!chunked || protocol == Protocol.HTTP_1_0)) {
      found |= Anomaly.TRANSFER_ENCODING_INVALID.bit();
    }
    if (!coded && lengths == 0 && "POST".contentEquals(method)) {
      found |= Anomaly.POST_WITHOUT_LENGTH.bit();
    }
    if (close && keepAlive) {
      found |= Anomaly.CONNECTION_CONFLICT.bit();
    }
    return found;
  }
}
