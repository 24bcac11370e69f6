package dev.drop444.jetty;

import dev.drop444.weaver.Component;
import dev.drop444.weaver.Component.Release;
import dev.drop444.weaver.Hook;
import dev.drop444.weaver.Hook.Point;
import dev.drop444.weaver.Hook.Skip;
import dev.drop444.weaver.Versions;
import java.util.List;

/** The methods of Jetty at which drop444 stands, and the versions in which they are the same. */
final class JettyHooks {

  /**
   * From 12.0.16 on, a request can be aborted cleanly: before 12.0.13 there is no {@code
   * AbortException} and an error page is sent; before 12.0.16 aborted requests leak buffers.
   */
  private static final Versions SUPPORTED = Versions.range("12.0.16", "12.2");

  /**
   * The first is found on the class path and in named modules alike (META-INF is no package, so the
   * module system does not hide it); the second where an uber-jar left out Maven's files.
   */
  private static final List<Release> RELEASES =
      List.of(
          new Release("META-INF/maven/org.eclipse.jetty/jetty-server/pom.properties", "version"),
          new Release("org/eclipse/jetty/version/build.properties", "version"));

  private static final String SERVER = "org.eclipse.jetty.server.";

  private static final String SSL_CONNECTION = "org.eclipse.jetty.io.ssl.SslConnection";

  private static final String HANDLER_ARGUMENTS =
      "Lorg/eclipse/jetty/server/Request;"
          + "Lorg/eclipse/jetty/server/Response;"
          + "Lorg/eclipse/jetty/util/Callback;";

  private static final String SERVLET = "org.eclipse.jetty.ee10.servlet.";

  private static final String SEND =
      "(Lorg/eclipse/jetty/http/MetaData$Request;Lorg/eclipse/jetty/http/MetaData$Response;Z"
          + "Ljava/nio/ByteBuffer;Lorg/eclipse/jetty/util/Callback;)V";

  private JettyHooks() {}

  static Component jetty() {
    return new Component(
        "Jetty",
        RELEASES,
        SUPPORTED,
        List.of(
            accept(),
            request(),
            response(),
            responseOverHttp2(),
            errorPage(),
            servletErrorPage(),
            contexts(),
            upgrade(),
            welcome(),
            malformed(),
            thrownByHandler(),
            duplicateHost(),
            notTls(),
            tlsDisconnect()));
  }

  /** Every TCP connection passes here, before Jetty has made anything for it. */
  private static Hook accept() {
    return Hook.in(SERVER + "ServerConnector", "accepted", "(Ljava/nio/channels/SocketChannel;)V")
        .call(Point.ENTER, "AcceptAdvice", "accepted");
  }

  /** Every request of every protocol passes here, before any handler. */
  private static Hook request() {
    return Hook.in(SERVER + "Server", "handle", "(" + HANDLER_ARGUMENTS + ")Z")
        .call(Point.ENTER, "RequestAdvice", "handle")
        .skipping(Skip.TRUE);
  }

  /** Every head over HTTP/1, and what follows it, just before it becomes bytes. */
  private static Hook response() {
    return Hook.in(SERVER + "internal.HttpConnection$HttpStreamOverHTTP1", "send", SEND)
        .call(Point.ENTER, "ResponseAdvice", "send");
  }

  private static Hook responseOverHttp2() {
    return Hook.in("org.eclipse.jetty.http2.server.internal.HttpStreamOverHTTP2", "send", SEND)
        .call(Point.ENTER, "Http2ResponseAdvice", "send");
  }

  /** Jetty's own error page; from 12.1 on that of servlets, too. */
  private static Hook errorPage() {
    return Hook.in(
            SERVER + "handler.ErrorHandler",
            "generateAcceptableResponse",
            "("
                + HANDLER_ARGUMENTS
                + "Ljava/lang/String;Ljava/util/List;ILjava/lang/String;Ljava/lang/Throwable;)Z")
        .call(Point.ENTER, "ErrorPageAdvice", "generateAcceptableResponse");
  }

  private static Hook servletErrorPage() {
    return Hook.in(
            SERVLET + "ErrorHandler",
            "generateAcceptableResponse",
            "(L"
                + SERVLET.replace('.', '/')
                + "ServletContextRequest;"
                + "Ljakarta/servlet/http/HttpServletRequest;"
                + "Ljakarta/servlet/http/HttpServletResponse;"
                + "ILjava/lang/String;Ljava/lang/String;)V")
        .call(Point.ENTER, "ErrorPageAdvice", "generateServletResponse")
        .versions(Versions.range("12.0.16", "12.1"));
  }

  /** Jetty's own page with the contexts of the server. */
  private static Hook contexts() {
    return Hook.in(SERVER + "handler.DefaultHandler", "handle", "(" + HANDLER_ARGUMENTS + ")Z")
        .call(Point.ENTER, "ErrorPageAdvice", "handle");
  }

  /** HTTP/1.1 requests with an Upgrade field; here Jetty writes the 101 of {@code h2c}. */
  private static Hook upgrade() {
    return Hook.in(
            SERVER + "internal.HttpConnection",
            "upgrade",
            "(Lorg/eclipse/jetty/server/internal/HttpConnection$HttpStreamOverHTTP1;)Z")
        .call(Point.ENTER, "UpgradeAdvice", "upgrade");
  }

  /** The one place where Jetty itself hands a request to {@code Server.handle} again. */
  private static Hook welcome() {
    return Hook.in(
            SERVER + "handler.ResourceHandler$HandlerResourceService",
            "rehandleWelcome",
            "(" + HANDLER_ARGUMENTS + "Ljava/lang/String;)V")
        .call(Point.ENTER, "WelcomeAdvice", "rehandleWelcome");
  }

  /** The failure of every exchange passes here: the parser's, the customizers', the handlers'. */
  private static Hook malformed() {
    return Hook.in(
            SERVER + "internal.HttpChannelState$ChannelCallback",
            "failed",
            "(Ljava/lang/Throwable;)V")
        .call(Point.ENTER, "MalformedAdvice", "failed");
  }

  /** Tells the failures of handlers from those that Jetty finds before it calls them. */
  private static Hook thrownByHandler() {
    return Hook.in(SERVER + "Server", "handle", "(" + HANDLER_ARGUMENTS + ")Z")
        .call(Point.THROW, "MalformedAdvice", "handleThrew");
  }

  /**
   * Where a second Host field is warned about. Two more warnings have no such question ahead of
   * them and stay: HostPort's about a Host that is no host or has no port (every version), and the
   * parser's about a request line or head that is too large (12.0.16 and 12.1.0, gone in 12.0.39
   * and 12.1.13).
   */
  private static Hook duplicateHost() {
    return Hook.in("org.eclipse.jetty.http.HttpParser", "parsedHeader", "()V")
        .call(Point.CALL_RESULT, "DuplicateHostAdvice", "isWarnEnabled")
        .after("org.slf4j.Logger", "isWarnEnabled", "()Z");
  }

  /** Where the TLS engine refuses what it is fed. */
  private static Hook notTls() {
    return Hook.in(
            SSL_CONNECTION,
            "unwrap",
            "(Ljavax/net/ssl/SSLEngine;Ljava/nio/ByteBuffer;Ljava/nio/ByteBuffer;)"
                + "Ljavax/net/ssl/SSLEngineResult;")
        .call(Point.THROW, "TlsAdvice", "unwrapThrew");
  }

  /** Where Jetty closes the TCP connection under TLS. */
  private static Hook tlsDisconnect() {
    return Hook.in(SSL_CONNECTION + "$SslEndPoint", "disconnect", "()V")
        .call(Point.ENTER, "TlsAdvice", "disconnect");
  }
}
