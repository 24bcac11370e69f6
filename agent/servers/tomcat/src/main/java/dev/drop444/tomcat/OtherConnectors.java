package dev.drop444.tomcat;

import dev.drop444.weaver.Component;
import java.util.List;

/** Connectors that are left alone, and say so in the log; their clients are served as ever. */
final class OtherConnectors {

  private static final String USE_NIO =
      "only the NIO connector, which is the default, is guarded (Http11NioProtocol)";

  private OtherConnectors() {}

  /** Has asynchronous channels, which cannot be reset, nor drained without Tomcat's buffers. */
  static final Component NIO2 = http("NIO2", "Http11Nio2Protocol");

  /** Has sockets of native code, up to Tomcat 10.0. */
  static final Component APR = http("APR", "Http11AprProtocol");

  /** On channels that are not read. */
  static final Component AJP =
      Component.leftAlone(
          "Tomcat's AJP connector without NIO",
          TomcatHooks.RELEASES,
          List.of("org.apache.coyote.ajp.AjpNio2Protocol", "org.apache.coyote.ajp.AjpAprProtocol"),
          "what comes by it is neither looked at nor counted; AjpNioProtocol, the default, is");

  private static Component http(String name, String protocol) {
    return Component.leftAlone(
        "Tomcat's " + name + " connector",
        TomcatHooks.RELEASES,
        List.of("org.apache.coyote.http11." + protocol),
        USE_NIO);
  }
}
