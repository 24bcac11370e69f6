package dev.drop444.engine.anomaly;

import static dev.drop444.engine.anomaly.Strictness.STANDARD;
import static dev.drop444.engine.anomaly.Strictness.STRICT;

import java.util.Locale;

/**
 * The kinds of protocol anomalies. The numbers are those of the OWASP Core Rule Set's rules
 * (version 4) on the same subject.
 *
 * <p>A kind is {@link Strictness#STANDARD} only if the standard demands that a server refuses such
 * a request, or if it is of no use except for an attack. Merely odd is {@link Strictness#STRICT}:
 * real libraries, load balancers and old links send all of those.
 */
public enum Anomaly {
  // Request line.
  METHOD_INVALID(STANDARD, "The method has characters that no method can have.", "920100"),
  METHOD_NOT_ALLOWED(STRICT, "The method is not in the list of allowed methods.", "911100"),
  PROTOCOL_VERSION_UNSUPPORTED(STANDARD, "The HTTP version is none that exists.", "920430"),
  HTTP_0_9(STANDARD, "The request line has no HTTP version.", "920430"),
  TARGET_INVALID(
      STANDARD, "The request target is empty, has a space, or is neither path nor URL.", "920100"),
  TARGET_CONTROL(STANDARD, "The request target has a raw control character.", "920270, 920271"),
  TARGET_NOT_ASCII(STRICT, "The request target has a raw byte beyond ASCII.", "920272"),
  TARGET_FRAGMENT(STRICT, "The request target has a raw fragment (#).", "920610"),
  DOUBLE_ENCODING(STRICT, "A percent sign is itself percent-encoded (%2541).", "920230"),
  UNICODE_WIDTH(STRICT, "Full or half width characters in the encoding of IIS (%uFF1C).", "920260"),
  UNICODE_ESCAPE(STRICT, "The request target has a backslash escape (\\u0041).", "920540"),

  // Path.
  PATH_ENCODING_INVALID(STANDARD, "A percent sign in the path without two hex digits.", "920220"),
  PATH_NUL(STANDARD, "The path has an encoded NUL (%00).", "920270"),
  PATH_CONTROL(STRICT, "The path has another encoded control character (%0A).", "920271"),
  PATH_OVERLONG(
      STANDARD, "Overlong UTF-8 (%C0%AF) in a path that is otherwise valid UTF-8.", "920250"),
  PATH_UTF8_INVALID(
      STRICT,
      "The path is not valid UTF-8; links of old sites in other charsets are not.",
      "920250"),
  PATH_ENCODED_SLASH(STRICT, "The path has an encoded slash (%2F).", ""),
  PATH_BACKSLASH(STRICT, "The path has a backslash, raw or encoded (%5C).", ""),
  PATH_DOT_SEGMENT(STRICT, "The path has a raw parent segment (/../).", ""),
  PATH_DISGUISED_DOT_SEGMENT(
      STANDARD,
      "A dot segment in disguise: encoded dots or slash (%2e%2e/, ..%2f), or parameters (..;a=b/).",
      ""),
  RESTRICTED_SUFFIX(STRICT, "The path ends with a suffix that is not for the public.", "920440"),
  BACKUP_SUFFIX(STRICT, "The path names an editor's backup file (.jsp~).", "920500"),

  // Query.
  QUERY_ENCODING_INVALID(STRICT, "A percent sign in the query without two hex digits.", "920220"),
  QUERY_NUL(STRICT, "The query has an encoded NUL (%00).", "920270"),
  QUERY_UTF8_INVALID(STRICT, "The query is not valid UTF-8.", "920250"),
  TOO_MANY_ARGUMENTS(STRICT, "The query has more arguments than allowed.", "920380"),
  ARGUMENT_NAME_TOO_LONG(STRICT, "The name of a query argument is too long.", "920360"),
  ARGUMENT_TOO_LONG(STRICT, "The value of a query argument is too long.", "920370"),
  ARGUMENTS_TOO_LONG(STRICT, "All query arguments together are too long.", "920390"),

  // Header fields in general.
  HEADER_NAME_INVALID(
      STANDARD, "A header name is empty or has white space or a control character.", ""),
  HEADER_NUL(STANDARD, "A header value has NUL, CR or LF.", "920270"),
  HEADER_CONTROL(STRICT, "A header value has another control character.", "920271"),
  HEADER_TOO_LONG(STRICT, "A header value is too long.", ""),
  HEADER_FORBIDDEN(STRICT, "A header that is in the list of forbidden headers.", "920450, 920451"),
  PROXY_HEADER(STANDARD, "The header Proxy, which only httpoxy attacks send.", "920450"),
  REQUEST_RANGE(STANDARD, "The header Request-Range, which nobody sends since 1997.", "920660"),

  // Host.
  HOST_MISSING(STANDARD, "No host, in HTTP/1.1 or later.", "920280"),
  HOST_EMPTY(STRICT, "An empty Host header; probes of load balancers send it.", "920290"),
  HOST_DUPLICATE(STANDARD, "Several Host headers.", ""),
  HOST_INVALID(STANDARD, "The host has characters that no host or port can have.", ""),
  HOST_NUMERIC(STRICT, "The host is an IP address.", "920350"),

  // What the client is and takes.
  USER_AGENT_MISSING(STRICT, "No User-Agent header.", "920320"),
  USER_AGENT_EMPTY(STRICT, "An empty User-Agent header.", "920330"),
  ACCEPT_MISSING(STRICT, "No Accept header.", "920300"),
  ACCEPT_EMPTY(STRICT, "An empty Accept header.", "920310, 920311"),
  ACCEPT_CHARSET_ODD(STRICT, "The Accept header asks for an unusual charset.", "920600"),
  ACCEPT_ENCODING_TOO_LONG(STRICT, "The Accept-Encoding header is too long.", "920520"),

  // Content and connection.
  CONTENT_LENGTH_NOT_NUMERIC(STANDARD, "Content-Length is not a number of bytes.", "920160"),
  CONTENT_LENGTH_DUPLICATE(STANDARD, "Several Content-Length values.", ""),
  TRANSFER_ENCODING_AND_CONTENT_LENGTH(
      STANDARD, "Both Transfer-Encoding and Content-Length: request smuggling.", "920181"),
  TRANSFER_ENCODING_INVALID(
      STANDARD, "Transfer-Encoding is unknown, does not end with chunked, or is in HTTP/1.0.", ""),
  CONNECTION_HEADER_IN_HTTP2(
      STANDARD, "A header about the connection, such as Transfer-Encoding, in HTTP/2.", ""),
  CONNECTION_CONFLICT(STRICT, "Connection says both keep-alive and close.", "920210"),
  GET_WITH_BODY(STRICT, "GET or HEAD with a body.", "920170, 920171"),
  POST_WITHOUT_LENGTH(
      STRICT, "POST with neither Content-Length nor Transfer-Encoding, in HTTP/1.", "920180"),
  CONTENT_TYPE_MISSING(STRICT, "A body without Content-Type.", "920340, 920640"),
  CONTENT_TYPE_INVALID(
      STRICT, "Content-Type is malformed, or there are several.", "920470, 920620"),
  CONTENT_TYPE_NOT_ALLOWED(STRICT, "Content-Type is not in the list of allowed types.", "920420"),
  CONTENT_TYPE_CHARSET(
      STRICT, "Content-Type with an unusual or a second charset.", "920480, 920530"),
  RANGE_INVALID(STRICT, "A byte range that ends before it starts, or is none.", "920190"),
  RANGE_MANY_PARTS(STRICT, "More byte ranges than allowed.", "920200, 920201, 920202"),
  EXPECT_UNKNOWN(STRICT, "Expect asks for something else than 100-continue.", "");

  private final Strictness strictness;
  private final String sentence;
  private final String coreRules;

  Anomaly(Strictness strictness, String sentence, String coreRules) {
    this.strictness = strictness;
    this.sentence = sentence;
    this.coreRules = coreRules;
  }

  /** The name in rules, for example {@code host-missing}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Who looks for it. */
  public Strictness strictness() {
    return strictness;
  }

  /** What it means, as a sentence. */
  public String sentence() {
    return sentence;
  }

  /** Numbers of the rules of the OWASP Core Rule Set on the subject; may be empty. */
  public String coreRules() {
    return coreRules;
  }

  /**
   * Its place in the bit sets of {@link AnomalyDetector}. Never stored: it may differ in the next
   * version.
   */
  @SuppressWarnings("EnumOrdinal")
  public long bit() {
    return 1L << ordinal();
  }
}
