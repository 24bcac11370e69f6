package dev.drop444.tomcat;

import dev.drop444.weaver.Component;
import java.util.List;

/** Connectors that are left alone, and say so in the log; their clients are served as ever. */
final class OtherConnectors {

  private OtherConnectors() {}

  /** Has sockets of native code, up to Tomcat 10.0. */
  static final Component APR =
      Component.leftAlone(
          "Tomcat's APR connector",
          TomcatHooks.RELEASES,
          List.of(
              "org.apache.coyote.http11.Http11AprProtocol", "org.apache.coyote.ajp.AjpAprProtocol"),
          "only the NIO connector, which is the default, and NIO2 are guarded"
              + " (Http11NioProtocol, Http11Nio2Protocol, AjpNioProtocol, AjpNio2Protocol)");
}
