package dev.drop444.tomcat;

import dev.drop444.weaver.Component;
import dev.drop444.weaver.Component.Release;
import dev.drop444.weaver.Hook;
import dev.drop444.weaver.Hook.Point;
import dev.drop444.weaver.Hook.Skip;
import dev.drop444.weaver.Versions;
import java.util.List;

/** Which methods of Tomcat call which advice, in which versions. */
final class TomcatHooks {

  /** Where Tomcat says which version it is. */
  static final List<Release> RELEASES =
      List.of(new Release("org/apache/catalina/util/ServerInfo.properties", "server.number"));

  private TomcatHooks() {}

  /**
   * The accept gate of the NIO connector: the socket is accepted and counted, and Tomcat has
   * neither wrapped it nor told its poller about it. True is what the method says when it took the
   * socket.
   */
  private static final Hook ACCEPT_NIO =
      Hook.in(
              "org.apache.tomcat.util.net.NioEndpoint",
              "setSocketOptions",
              "(Ljava/nio/channels/SocketChannel;)Z")
          .call(Point.ENTER, "AcceptAdvice", "accepted")
          .skipping(Skip.TRUE);

  private static final Hook ACCEPT_NIO2 =
      Hook.in(
              "org.apache.tomcat.util.net.Nio2Endpoint",
              "setSocketOptions",
              "(Ljava/nio/channels/AsynchronousSocketChannel;)Z")
          .call(Point.ENTER, "AcceptAdvice", "accepted")
          .skipping(Skip.TRUE);

  /** Where a connection is about to be read for the first time. */
  private static final Hook OPENED_NIO =
      Hook.in(
              "org.apache.tomcat.util.net.NioEndpoint$Poller",
              "register",
              "(Lorg/apache/tomcat/util/net/NioEndpoint$NioSocketWrapper;)V")
          .call(Point.ENTER, "ConnectionAdvice", "register");

  /** After {@link #OPENED_NIO}: what was read of a connection already is given to Tomcat. */
  private static final Hook READ_NIO =
      Hook.in(
              "org.apache.tomcat.util.net.NioEndpoint$Poller",
              "register",
              "(Lorg/apache/tomcat/util/net/NioEndpoint$NioSocketWrapper;)V")
          .call(Point.ENTER, "FirstBytesAdvice", "register");

  /** Where every connection ends, whoever wanted that. */
  private static final Hook CLOSED_NIO =
      Hook.in("org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper", "doClose", "()V")
          .call(Point.ENTER, "ConnectionAdvice", "doClose");

  private static final Hook OPENED_NIO2 =
      Hook.in(
              "org.apache.tomcat.util.net.Nio2Channel",
              "reset",
              "(Ljava/nio/channels/AsynchronousSocketChannel;"
                  + "Lorg/apache/tomcat/util/net/SocketWrapperBase;)V")
          .call(Point.ENTER, "ConnectionAdvice", "reset");

  private static final Hook CLOSED_NIO2 =
      Hook.in("org.apache.tomcat.util.net.Nio2Endpoint$Nio2SocketWrapper", "doClose", "()V")
          .call(Point.ENTER, "ConnectionAdvice", "doClose");

  private static final Hook UPGRADED =
      Hook.in(
              "org.apache.coyote.http11.Http11Processor",
              "doHttpUpgrade",
              "(Lorg/apache/coyote/UpgradeToken;)V")
          .call(Point.ENTER, "ConnectionAdvice", "doHttpUpgrade");

  private static final Versions EARLY_PARSER = Versions.range("8.5", "8.6");

  private static final Versions PARSER =
      Versions.range("9.0", "9.1").or("10.0", "10.2").or("11.0", "11.1");

  private static final Hook REQUEST_LINE_INCOMPLETE =
      Hook.in("org.apache.coyote.http11.Http11InputBuffer", "parseRequestLine", "(ZII)Z")
          .call(Point.RETURN, "ConnectionAdvice", "requestLineParsed")
          .versions(PARSER);

  private static final Hook EARLY_REQUEST_LINE_INCOMPLETE =
      Hook.in("org.apache.coyote.http11.Http11InputBuffer", "parseRequestLine", "(Z)Z")
          .call(Point.RETURN, "EarlyParserAdvice", "requestLineParsed")
          .versions(EARLY_PARSER);

  /** Before {@link #REQUEST_HTTP_1}, which says the same of a request that it drops. */
  private static final Hook HEADERS_INCOMPLETE =
      Hook.in("org.apache.coyote.http11.Http11InputBuffer", "parseHeaders", "()Z")
          .call(Point.RETURN, "ConnectionAdvice", "headersParsed");

  private static final Hook FILL = fill(Point.ENTER, "fill");

  private static final Hook FILLED = fill(Point.RETURN, "filled");

  private static Hook fill(Point point, String method) {
    return Hook.in("org.apache.coyote.http11.Http11InputBuffer", "fill", "(Z)Z")
        .call(point, "BodyAdvice", method);
  }

  private static final Hook IS_READY = ready("AbstractProcessor", Point.ENTER, "isReadyForRead");

  private static final Hook READY = ready("AbstractProcessor", Point.RETURN, "readyForRead");

  private static final Hook IS_READY_STREAM =
      ready("http2.StreamProcessor", Point.ENTER, "isReadyForRead");

  private static final Hook READY_STREAM =
      ready("http2.StreamProcessor", Point.RETURN, "readyForRead");

  private static Hook ready(String processor, Point point, String method) {
    return Hook.in("org.apache.coyote." + processor, "isReadyForRead", "()Z")
        .call(point, "BodyAdvice", method);
  }

  private static final Hook READ_STREAM = doRead(Point.ENTER, "doRead");

  private static final Hook READ_STREAM_DONE = doRead(Point.RETURN, "read");

  private static Hook doRead(Point point, String method) {
    return Hook.in(
            "org.apache.coyote.Request",
            "doRead",
            "(Lorg/apache/tomcat/util/net/ApplicationBufferHandler;)I")
        .call(point, "BodyAdvice", method);
  }

  /** Of each DATA frame, whether or not anybody reads it. */
  private static final Hook RECEIVED_STREAM =
      Hook.in("org.apache.coyote.http2.Stream", "receivedData", "(I)V")
          .call(Point.ENTER, "BodyAdvice", "receivedData");

  /**
   * The request gate of HTTP/1: the head is complete. Comes before Tomcat upgrades to h2c, answers
   * {@code Expect: 100-continue} or looks at the Host field, so nothing was written yet.
   */
  private static final Hook REQUEST_HTTP_1 =
      Hook.in("org.apache.coyote.http11.Http11InputBuffer", "parseHeaders", "()Z")
          .call(Point.RETURN, "RequestAdvice", "headParsed");

  /** The request gate of HTTP/2: one stream, on its own thread, before the adapter. */
  private static final Hook REQUEST_HTTP_2 =
      Hook.in(
              "org.apache.coyote.http2.StreamProcessor",
              "service",
              "(Lorg/apache/tomcat/util/net/SocketWrapperBase;)"
                  + "Lorg/apache/tomcat/util/net/AbstractEndpoint$Handler$SocketState;")
          .call(Point.ENTER, "Http2Advice", "service")
          .skipping(Skip.ADVICE);

  /** The request gate of AJP: a message is read, and nothing of it was looked at. */
  private static final Hook REQUEST_AJP =
      Hook.in("org.apache.coyote.ajp.AjpProcessor", "prepareRequest", "()V")
          .call(Point.RAISE, "AjpAdvice", "requestPrepared");

  /** Where a request that asks for h2c changes its object. */
  private static final Hook REQUEST_CLONED =
      Hook.in(
              "org.apache.coyote.http11.Http11Processor",
              "cloneRequest",
              "(Lorg/apache/coyote/Request;)Lorg/apache/coyote/Request;")
          .call(Point.RETURN, "RequestAdvice", "cloned");

  /** The request line does not parse; Tomcat would log that and answer. */
  private static final Hook REQUEST_LINE =
      Hook.in("org.apache.coyote.http11.Http11InputBuffer", "parseRequestLine", "(ZII)Z")
          .call(Point.THROW, "MalformedAdvice", "requestLineUnparsable")
          .versions(PARSER);

  private static final Hook EARLY_REQUEST_LINE =
      Hook.in("org.apache.coyote.http11.Http11InputBuffer", "parseRequestLine", "(Z)Z")
          .call(Point.THROW, "EarlyParserAdvice", "requestLineUnparsable")
          .versions(EARLY_PARSER);

  /** The header section does not parse; Tomcat would log that and answer. */
  private static final Hook HEADERS =
      Hook.in("org.apache.coyote.http11.Http11InputBuffer", "parseHeaders", "()Z")
          .call(Point.THROW, "MalformedAdvice", "headersUnparsable");

  /** A chunk, or what stands between two, does not parse; the application is told, and reads it. */
  private static final Hook CHUNK =
      Hook.in(
              "org.apache.coyote.http11.filters.ChunkedInputFilter",
              "doRead",
              "(Lorg/apache/tomcat/util/net/ApplicationBufferHandler;)I")
          .call(Point.THROW, "MalformedAdvice", "chunkUnparsable");

  /** The one refusal of a head that parses which Tomcat logs before it comes to {@link #SERVE}. */
  private static final Hook HOST_INVALID =
      Hook.in(
              "org.apache.coyote.AbstractProcessor",
              "parseHost",
              "(Lorg/apache/tomcat/util/buf/MessageBytes;)V")
          .call(Point.CALL_RESULT, "MalformedAdvice", "hostInvalid")
          .after(
              "org.apache.tomcat.util.log.UserDataHelper",
              "getNextMode",
              "()Lorg/apache/tomcat/util/log/UserDataHelper$Mode;");

  /** What the processor refuses, it has the adapter answer. */
  private static final Hook SERVE =
      Hook.in(
              "org.apache.catalina.connector.CoyoteAdapter",
              "service",
              "(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)V")
          .call(Point.ENTER, "MalformedAdvice", "serve");

  /** What the adapter itself refuses, HTTP/1 and HTTP/2 alike. */
  private static final Hook TARGET =
      Hook.in(
              "org.apache.catalina.connector.CoyoteAdapter",
              "postParseRequest",
              "(Lorg/apache/coyote/Request;Lorg/apache/catalina/connector/Request;"
                  + "Lorg/apache/coyote/Response;Lorg/apache/catalina/connector/Response;)Z")
          .call(Point.RAISE, "MalformedAdvice", "targetParsed");

  /** What HTTP/2 refuses with an answer, and not with RST_STREAM or GOAWAY. */
  private static final Hook VALIDATE_HTTP_2 =
      Hook.in("org.apache.coyote.http2.StreamProcessor", "validateRequest", "()Z")
          .call(Point.RETURN, "MalformedAdvice", "validated");

  /** The response gates, before anything of a head is written; 101 comes by, 100 and 103 do not. */
  private static final Hook RESPONSE_HTTP_1 =
      Hook.in("org.apache.coyote.http11.Http11Processor", "prepareResponse", "()V")
          .call(Point.ENTER, "ResponseAdvice", "prepareResponse");

  private static final Hook RESPONSE_HTTP_2 =
      Hook.in("org.apache.coyote.http2.StreamProcessor", "prepareResponse", "()V")
          .call(Point.ENTER, "ResponseAdvice", "prepareResponse");

  private static final Hook RESPONSE_AJP =
      Hook.in("org.apache.coyote.ajp.AjpProcessor", "prepareResponse", "()V")
          .call(Point.ENTER, "AjpAdvice", "prepareResponse");

  private static final Hook ERROR_PAGE = errorPage("ErrorReportValve");

  private static final Hook ERROR_PAGE_JSON = errorPage("JsonErrorReportValve");

  /** Nobody else asks for this writer. */
  private static Hook errorPage(String valve) {
    return Hook.in("org.apache.catalina.valves." + valve, "report", null)
        .call(Point.CALL_RESULT, "ResponseAdvice", "errorPage")
        .after("org.apache.catalina.connector.Response", "getReporter", "()Ljava/io/PrintWriter;");
  }

  /**
   * Instead of dispatching a request that gets a bare answer. After {@link #SERVE}, which knows
   * HTTP/0.9.
   */
  private static final Hook BARE_SERVE =
      Hook.in(
              "org.apache.catalina.connector.CoyoteAdapter",
              "service",
              "(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)V")
          .call(Point.ENTER, "BareAnswerAdvice", "serve");

  private static final Hook BARE_COMPRESSION =
      Hook.in("org.apache.coyote.http11.Http11Processor", "prepareResponse", "()V")
          .call(Point.CALL_RESULT, "BareAnswerAdvice", "compression")
          .after(
              "org.apache.coyote.http11.AbstractHttp11Protocol",
              "useCompression",
              "(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)Z");

  private static final Hook BARE_SERVER =
      Hook.in("org.apache.coyote.http11.Http11Processor", "prepareResponse", "()V")
          .call(Point.CALL_RESULT, "BareAnswerAdvice", "server")
          .after(
              "org.apache.coyote.http11.AbstractHttp11Protocol",
              "getServer",
              "()Ljava/lang/String;");

  /** Where an HTTP/2 head is complete and nothing of it is encoded. */
  private static final Hook BARE_HTTP_2 =
      Hook.in("org.apache.coyote.http2.Stream", "writeHeaders", "()V")
          .call(Point.ENTER, "BareAnswerAdvice", "writeHeaders");

  /** The access log. An engine has a method of its own. */
  private static final Hook LOG_ACCESS = logAccess("ContainerBase");

  private static final Hook LOG_ACCESS_ENGINE = logAccess("StandardEngine");

  private static Hook logAccess(String container) {
    return Hook.in(
            "org.apache.catalina.core." + container,
            "logAccess",
            "(Lorg/apache/catalina/connector/Request;"
                + "Lorg/apache/catalina/connector/Response;JZ)V")
        .call(Point.ENTER, "AccessLogAdvice", "logAccess");
  }

  /** Where a processor is done, for now or for good. */
  private static final Hook PROCESSED =
      process("EndAdvice")
          .versions(
              Versions.range("8.5.85", "8.6")
                  .or("9.0.70", "9.1")
                  .or("10.1.3", "10.2")
                  .or("11.0", "11.1"));

  private static final Hook PROCESSED_EARLY =
      process("EarlyEndAdvice")
          .versions(
              Versions.range("8.5.78", "8.5.85").or("9.0.63", "9.0.70").or("10.0.27", "10.1.3"));

  private static Hook process(String advice) {
    return Hook.in(
            "org.apache.coyote.AbstractProcessorLight",
            "process",
            "(Lorg/apache/tomcat/util/net/SocketWrapperBase;"
                + "Lorg/apache/tomcat/util/net/SocketEvent;)"
                + "Lorg/apache/tomcat/util/net/AbstractEndpoint$Handler$SocketState;")
        .call(Point.RETURN, advice, "processed");
  }

  /** Where a request object is made ready for the next request. */
  private static final Hook RECYCLED =
      Hook.in("org.apache.coyote.Request", "recycle", "()V")
          .call(Point.ENTER, "EndAdvice", "recycled");

  private static final Hook RECYCLED_STREAM =
      Hook.in("org.apache.coyote.http2.StreamProcessor", "recycle", "()V")
          .call(Point.ENTER, "EndAdvice", "streamRecycled");

  /** Where the request object of a finished stream is given to the next one. */
  private static final Hook POOLED =
      Hook.in(
              "org.apache.coyote.http2.Http2Protocol",
              "pushRequestAndResponse",
              "(Lorg/apache/coyote/Request;)V")
          .call(Point.ENTER, "EndAdvice", "pooled")
          .versions(Versions.range("9.0.93", "9.1").or("10.1.28", "10.2").or("11.0", "11.1"));

  /** The branch on what the first bytes on a TLS port are: its only use of an ordinal. */
  private static final Hook TLS_FIRST_BYTES =
      Hook.in("org.apache.tomcat.util.net.SecureNioChannel", "processSNI", "()I")
          .call(Point.CALL_RESULT, "TlsAdvice", "firstBytes")
          .after(
              "org.apache.tomcat.util.net.TLSClientHelloExtractor$ExtractorResult",
              "ordinal",
              "()I");

  /** Where what TLS has to say is written: of a handshake that fails, an alert. */
  private static final Hook TLS_WRITE =
      Hook.in("org.apache.tomcat.util.net.SecureNioChannel", "flush", "(Ljava/nio/ByteBuffer;)Z")
          .call(Point.ENTER, "TlsAdvice", "flush")
          .skipping(Skip.TRUE);

  private static final Hook TLS_FIRST_BYTES_NIO2 =
      Hook.in("org.apache.tomcat.util.net.SecureNio2Channel", "processSNI", "()I")
          .call(Point.CALL_RESULT, "TlsAdvice", "firstBytesNio2")
          .after(
              "org.apache.tomcat.util.net.TLSClientHelloExtractor$ExtractorResult",
              "ordinal",
              "()I");

  private static final Hook TLS_WRITE_NIO2 =
      Hook.in(
              "org.apache.tomcat.util.net.SecureNio2Channel",
              "handshakeWrap",
              "()Ljavax/net/ssl/SSLEngineResult;")
          .call(Point.RETURN, "TlsAdvice", "wrapped");

  /**
   * From 8.5.78 and 9.0.62 on a connection that is closed while a thread is at its request does not
   * give the processor away twice, and with it one client's request to another (CVE-2021-43980).
   */
  static final Component TOMCAT =
      new Component(
          "Tomcat",
          RELEASES,
          Versions.range("8.5.78", "8.6")
              .or("9.0.63", "9.1")
              .or("10.0.27", "10.2")
              .or("11.0", "11.1"),
          List.of(
              ACCEPT_NIO,
              ACCEPT_NIO2,
              OPENED_NIO,
              READ_NIO,
              OPENED_NIO2,
              CLOSED_NIO,
              CLOSED_NIO2,
              UPGRADED,
              REQUEST_LINE_INCOMPLETE,
              EARLY_REQUEST_LINE_INCOMPLETE,
              HEADERS_INCOMPLETE,
              FILL,
              FILLED,
              IS_READY,
              READY,
              IS_READY_STREAM,
              READY_STREAM,
              READ_STREAM,
              READ_STREAM_DONE,
              RECEIVED_STREAM,
              REQUEST_HTTP_1,
              REQUEST_HTTP_2,
              REQUEST_AJP,
              REQUEST_CLONED,
              REQUEST_LINE,
              EARLY_REQUEST_LINE,
              HEADERS,
              CHUNK,
              HOST_INVALID,
              SERVE,
              BARE_SERVE,
              TARGET,
              VALIDATE_HTTP_2,
              RESPONSE_HTTP_1,
              RESPONSE_HTTP_2,
              RESPONSE_AJP,
              ERROR_PAGE,
              ERROR_PAGE_JSON,
              BARE_COMPRESSION,
              BARE_SERVER,
              BARE_HTTP_2,
              LOG_ACCESS,
              LOG_ACCESS_ENGINE,
              PROCESSED,
              PROCESSED_EARLY,
              RECYCLED,
              RECYCLED_STREAM,
              POOLED,
              TLS_FIRST_BYTES,
              TLS_FIRST_BYTES_NIO2,
              TLS_WRITE,
              TLS_WRITE_NIO2));
}
