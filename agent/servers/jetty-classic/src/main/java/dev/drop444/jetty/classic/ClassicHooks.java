package dev.drop444.jetty.classic;

import dev.drop444.weaver.Hook;
import dev.drop444.weaver.Hook.Point;
import dev.drop444.weaver.Versions;
import java.util.ArrayList;
import java.util.List;

/** The methods of Jetty 9.4, 10 and 11 at which drop444 stands, above end points. */
public final class ClassicHooks {

  /** The first of 9.4. */
  public static final String OLDEST_9_4 = "9.4.26";

  private static final Versions ALL = Versions.range("9.4", "12.0");

  private static final Versions OF_9_4 = Versions.range("9.4", "10.0");

  private static final Versions FROM_10 = Versions.range("10.0", "12.0");

  private static final String HTTP_2 = "org.eclipse.jetty.http2.server.";

  /** What sends, and its advice. */
  private static final String[][] SENDING = {
    {"org.eclipse.jetty.server.HttpConnection", "classic.ResponseAdvice"},
    {HTTP_2 + "HttpTransportOverHTTP2", "classic.Http2ResponseAdvice"}
  };

  private static final String SEND_9_4 =
      "(Lorg/eclipse/jetty/http/MetaData$Response;ZLjava/nio/ByteBuffer;Z"
          + "Lorg/eclipse/jetty/util/Callback;)V";

  private static final String SEND =
      "(Lorg/eclipse/jetty/http/MetaData$Request;Lorg/eclipse/jetty/http/MetaData$Response;"
          + "Ljava/nio/ByteBuffer;ZLorg/eclipse/jetty/util/Callback;)V";

  private static final String BAD_MESSAGE = "(Lorg/eclipse/jetty/http/BadMessageException;)V";

  private static final String SERVER = "org.eclipse.jetty.server.";

  private ClassicHooks() {}

  /** All of them, with the versions in which they are. */
  public static List<Hook> all() {
    List<Hook> hooks = new ArrayList<>();
    for (Hook hook : ofAllVersions()) {
      hooks.add(hook.versions(ALL));
    }
    for (String[] ends : SENDING) {
      hooks.add(send(ends[0], ends[1], "send94", SEND_9_4).versions(OF_9_4));
      hooks.add(send(ends[0], ends[1], "send", SEND).versions(FROM_10));
    }
    hooks.add(waitForContent("onBlockWaitForContent").versions(OF_9_4));
    hooks.add(waitForContent("onAsyncWaitForContent").versions(OF_9_4));
    hooks.add(needContent().versions(FROM_10));
    hooks.add(errorPage("javax").versions(Versions.range("9.4", "11.0")));
    hooks.add(errorPage("jakarta").versions(Versions.range("11.0", "12.0")));
    return hooks;
  }

  private static List<Hook> ofAllVersions() {
    return List.of(
        request(),
        requestOverHttp2(),
        malformed(),
        malformedOverHttp2(),
        lateData(),
        parsed(),
        upgradedConnection(),
        handle(),
        content(),
        malformedBody(),
        completed(),
        transportCompleted(SENDING[0]),
        transportCompleted(SENDING[1]));
  }

  /** Every head over HTTP/1, when it is complete. */
  private static Hook request() {
    return Hook.in(SERVER + "HttpChannelOverHttp", "headerComplete", "()Z")
        .call(Point.ENTER, "classic.RequestAdvice", "headerComplete");
  }

  /** Every head over HTTP/1 that is refused. */
  private static Hook malformed() {
    return Hook.in(SERVER + "HttpChannelOverHttp", "badMessage", BAD_MESSAGE)
        .call(Point.ENTER, "classic.MalformedAdvice", "badMessage");
  }

  /** A body that ends before its end. */
  private static Hook malformedBody() {
    return Hook.in(SERVER + "HttpChannelOverHttp", "earlyEOF", "()V")
        .call(Point.ENTER, "classic.BodyAdvice", "earlyEOF");
  }

  /** Where HTTP/1 knows whether it has to wait for the rest of a head. */
  private static Hook parsed() {
    return Hook.in(SERVER + "HttpConnection", "parseRequestBuffer", "()Z")
        .call(Point.RETURN, "classic.HttpConnectionAdvice", "parsed");
  }

  /** Every change of a connection's protocol; that to HTTP/2, too. */
  private static Hook upgradedConnection() {
    return Hook.in(
            "org.eclipse.jetty.io.AbstractEndPoint",
            "upgrade",
            "(Lorg/eclipse/jetty/io/Connection;)V")
        .call(Point.ENTER, "classic.HttpConnectionAdvice", "upgrade");
  }

  /** Every head over HTTP/2. */
  private static Hook requestOverHttp2() {
    return Hook.in(
            HTTP_2 + "HttpChannelOverHTTP2",
            "onRequest",
            "(Lorg/eclipse/jetty/http2/frames/HeadersFrame;)Ljava/lang/Runnable;")
        .call(Point.ENTER, "classic.Http2RequestAdvice", "onRequest");
  }

  /** What is refused over HTTP/2; that over HTTP/1 passes here, too. */
  private static Hook malformedOverHttp2() {
    return Hook.in(SERVER + "HttpChannel", "onBadMessage", BAD_MESSAGE)
        .call(Point.ENTER, "classic.Http2RequestAdvice", "onBadMessage");
  }

  /** What still comes for streams that were reset. */
  private static Hook lateData() {
    return Hook.in(
            "org.eclipse.jetty.http2.HTTP2Session",
            "onData",
            "(Lorg/eclipse/jetty/http2/frames/DataFrame;Lorg/eclipse/jetty/util/Callback;)V")
        .call(Point.ENTER, "classic.Http2DataAdvice", "onData");
  }

  /** Every request that is dispatched, before any handler. */
  private static Hook handle() {
    return Hook.in(SERVER + "Server", "handle", "(Lorg/eclipse/jetty/server/HttpChannel;)V")
        .call(Point.ENTER, "classic.ExchangeAdvice", "handle");
  }

  private static Hook content() {
    return Hook.in(SERVER + "HttpChannel", "onContent", null)
        .call(Point.ENTER, "classic.ExchangeAdvice", "onContent");
  }

  private static Hook completed() {
    return Hook.in(SERVER + "HttpChannel", "onCompleted", "()V")
        .call(Point.ENTER, "classic.ExchangeAdvice", "onCompleted");
  }

  private static Hook transportCompleted(String[] sending) {
    return Hook.in(sending[0], "onCompleted", "()V").call(Point.ENTER, sending[1], "onCompleted");
  }

  /** Every head, and what follows it, just before it becomes bytes. */
  private static Hook send(String owner, String advice, String adviceMethod, String descriptor) {
    return Hook.in(owner, "send", descriptor).call(Point.ENTER, advice, adviceMethod);
  }

  private static Hook waitForContent(String method) {
    return Hook.in(SERVER + "HttpChannelOverHttp", method, "()V")
        .call(Point.ENTER, "classic.ExchangeAdvice", "onWaitForContent");
  }

  private static Hook needContent() {
    return Hook.in(SERVER + "HttpChannelOverHttp", "needContent", "()Z")
        .call(Point.RETURN, "classic.ExchangeAdvice", "needContent");
  }

  /** Jetty's own error page. */
  private static Hook errorPage(String api) {
    return Hook.in(
            SERVER + "handler.ErrorHandler",
            "generateAcceptableResponse",
            "(Lorg/eclipse/jetty/server/Request;L"
                + api
                + "/servlet/http/HttpServletRequest;L"
                + api
                + "/servlet/http/HttpServletResponse;ILjava/lang/String;)V")
        .call(Point.ENTER, "classic.ErrorPageAdvice", "generateAcceptableResponse");
  }
}
