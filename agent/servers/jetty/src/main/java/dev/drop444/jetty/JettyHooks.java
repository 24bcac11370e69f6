package dev.drop444.jetty;

import dev.drop444.jetty.classic.ClassicHooks;
import dev.drop444.jetty.io.IoHooks;
import dev.drop444.weaver.Component;
import dev.drop444.weaver.Component.Release;
import dev.drop444.weaver.Hook;
import dev.drop444.weaver.Hook.Point;
import dev.drop444.weaver.Hook.Skip;
import dev.drop444.weaver.Versions;
import java.util.ArrayList;
import java.util.List;

/** The methods of Jetty at which drop444 stands, and the versions in which they are the same. */
final class JettyHooks {

  /**
   * From 12.0.16 on, a request can be aborted cleanly: before 12.0.13 there is no {@code
   * AbortException} and an error page is sent; before 12.0.16 aborted requests leak buffers.
   */
  private static final Versions LINES_12 = Versions.range("12.0.16", "12.2");

  private static final Versions SUPPORTED =
      LINES_12.or(ClassicHooks.OLDEST_9_4, "9.5").or("10.0", "10.1").or("11.0", "11.1");

  /**
   * The first is found on the class path and in named modules alike (META-INF is no package, so the
   * module system does not hide it); the second where an uber-jar left out Maven's files.
   */
  private static final List<Release> RELEASES =
      List.of(
          new Release("META-INF/maven/org.eclipse.jetty/jetty-server/pom.properties", "version"),
          new Release("org/eclipse/jetty/version/build.properties", "version"));

  private static final String SERVER = "org.eclipse.jetty.server.";

  private static final String HANDLER_ARGUMENTS =
      "Lorg/eclipse/jetty/server/Request;"
          + "Lorg/eclipse/jetty/server/Response;"
          + "Lorg/eclipse/jetty/util/Callback;";

  private static final String PARSER = "org.eclipse.jetty.http.HttpParser";

  private static final String HOST_PORT = "org.eclipse.jetty.util.HostPort";

  /** Versions whose parser warns about what is too large before it refuses it. */
  private static final Versions WARNING =
      Versions.range("12.0.16", "12.0.32").or("12.1.0", "12.1.1");

  /** Versions in which the end of an exchange is a method of its channel. */
  private static final Versions CHANNEL_ENDS =
      Versions.range("12.0.30", "12.1").or("12.1.4", "12.2");

  private static final Versions INVOKER_ENDS =
      Versions.range("12.0.16", "12.0.30").or("12.1.0", "12.1.4");

  private static final String SERVLET = "org.eclipse.jetty.ee10.servlet.";

  private static final String SEND =
      "(Lorg/eclipse/jetty/http/MetaData$Request;Lorg/eclipse/jetty/http/MetaData$Response;Z"
          + "Ljava/nio/ByteBuffer;Lorg/eclipse/jetty/util/Callback;)V";

  private JettyHooks() {}

  static Component jetty() {
    List<Hook> hooks = new ArrayList<>(IoHooks.all());
    for (Hook hook : of12()) {
      hooks.add(hook.versions() == Versions.ALL ? hook.versions(LINES_12) : hook);
    }
    hooks.addAll(ClassicHooks.all());
    return new Component("Jetty", RELEASES, SUPPORTED, hooks);
  }

  /** What is above end points in Jetty 12. */
  private static List<Hook> of12() {
    return List.of(
        upgradedConnection(),
        parsed(),
        fillInterested(),
        request(),
        response(),
        responseOverHttp2(),
        errorPage(),
        servletErrorPage(),
        contexts(),
        upgrade(),
        upgraded(),
        welcome(),
        malformed(),
        thrownByHandler(),
        malformedBody(),
        requestLog("HttpChannelState", "requestLog").versions(CHANNEL_ENDS),
        requestLog("HttpChannelState$HandlerInvoker", "requestLogOfInvoker").versions(INVOKER_ENDS),
        duplicateHost(),
        badHost(),
        badPort(),
        lineTooLarge(),
        paddingTooLarge(),
        headTooLarge());
  }

  /** Every change of a connection's protocol; that to HTTP/2, too. */
  private static Hook upgradedConnection() {
    return Hook.in(
            "org.eclipse.jetty.io.AbstractEndPoint",
            "upgrade",
            "(Lorg/eclipse/jetty/io/Connection;)V")
        .call(Point.ENTER, "HttpConnectionAdvice", "upgrade");
  }

  /** Where HTTP/1 knows whether it has to wait for the rest of a head. */
  private static Hook parsed() {
    return Hook.in(SERVER + "internal.HttpConnection", "parseRequestBuffer", "()Z")
        .call(Point.RETURN, "HttpConnectionAdvice", "parsed");
  }

  /**
   * Where HTTP/1 waits for more. From 12.1 on it does so, too, after a request that was refused
   * among bytes that it was given ({@code HttpConnection#onFillable}, where nothing was filled).
   */
  private static Hook fillInterested() {
    return Hook.in(
            "org.eclipse.jetty.io.AbstractConnection",
            "fillInterested",
            "(Lorg/eclipse/jetty/util/Callback;)V")
        .call(Point.ENTER, "HttpConnectionAdvice", "fillInterested")
        .versions(Versions.range("12.1.0", "12.2"));
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

  private static Hook upgraded() {
    return Hook.in(
            SERVER + "internal.HttpConnection",
            "upgrade",
            "(Lorg/eclipse/jetty/server/internal/HttpConnection$HttpStreamOverHTTP1;)Z")
        .call(Point.RETURN, "UpgradeAdvice", "upgraded");
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

  /** A body that ends before its end. */
  private static Hook malformedBody() {
    return Hook.in(SERVER + "internal.HttpConnection$RequestHandler", "earlyEOF", "()V")
        .call(Point.ENTER, "BodyAdvice", "earlyEof");
  }

  /** Where the request log is looked up for the line of an exchange that is over. */
  private static Hook requestLog(String className, String advice) {
    return Hook.in(
            SERVER + "internal." + className,
            "completeStream",
            "(Lorg/eclipse/jetty/server/HttpStream;Ljava/lang/Throwable;)V")
        .call(Point.CALL_RESULT, "RequestLogAdvice", advice)
        .after(SERVER + "Server", "getRequestLog", "()Lorg/eclipse/jetty/server/RequestLog;");
  }

  /** Where a second Host field is warned about. */
  private static Hook duplicateHost() {
    return Hook.in(PARSER, "parsedHeader", "()V")
        .call(Point.CALL_RESULT, "WarningAdvice", "isWarnEnabled")
        .after("org.slf4j.Logger", "isWarnEnabled", "()Z");
  }

  /** Where a Host is warned about that is no host, or has no port. */
  private static Hook badHost() {
    return logger(HOST_PORT, "<init>", "(Ljava/lang/String;Z)V", "hostLogger");
  }

  private static Hook badPort() {
    return logger(HOST_PORT, "parsePort", "(Ljava/lang/String;Z)I", "hostLogger");
  }

  /** Where a request line or head is warned about that is too large; no version does it now. */
  private static Hook lineTooLarge() {
    return logger(PARSER, "parseLine", "(Ljava/nio/ByteBuffer;)Z", "sizeLogger").versions(WARNING);
  }

  private static Hook paddingTooLarge() {
    return logger(PARSER, "quickStart", "(Ljava/nio/ByteBuffer;)V", "sizeLogger").versions(WARNING);
  }

  private static Hook headTooLarge() {
    return logger(PARSER, "parseFields", "(Ljava/nio/ByteBuffer;)Z", "sizeLogger")
        .versions(WARNING);
  }

  /** The one use of a logger in a method that has it for warnings only. */
  private static Hook logger(String className, String method, String descriptor, String advice) {
    return Hook.in(className, method, descriptor)
        .call(Point.STATIC_READ, "WarningAdvice", advice)
        .reading(className, "LOG", "Lorg/slf4j/Logger;");
  }
}
