package dev.drop444.weaver;

import java.util.List;
import java.util.Set;

/**
 * A server as the weaver sees it: a name, hooks as data, and the package in which its advice lives.
 * One implementation a server module. The class itself is loaded by the agent's loader and must not
 * refer to a type of the server; its advice is loaded once more beside each copy of the server.
 */
public interface ServerFamily {

  /** In lower case, as it appears in the log: {@code tomcat}. */
  String name();

  List<Component> components();

  /**
   * Packages, beside those of the hooked classes, that advice must reach although a server in named
   * modules does not export or open them.
   */
  default Set<String> innerPackages() {
    return Set.of();
  }

  /**
   * The package of the advice and of the adapters, loaded in a child loader of the server's own.
   * Classes of this package see the server, the JDK and {@code dev.drop444.engine.gate}.
   */
  default String advicePackage() {
    return getClass().getPackageName();
  }
}
