package dev.drop444.it.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server that can be started: a product, a version, and embedded or standalone. */
public interface Server {

  /** For example {@code tomcat-11.0.27} or {@code standalone-jetty-12.1.12}. */
  String name();

  /** Whether it is the project's own distribution, and not a library inside a main of ours. */
  default boolean standalone() {
    return false;
  }

  /** Whether it can end connections by RST; NIO2 has FIN only. */
  default boolean resets() {
    return true;
  }

  /** What a client must see here of what ends by RST elsewhere. */
  default String ending(String wanted) {
    return resets() ? wanted : wanted.replaceFirst("RST$", "FIN");
  }

  /**
   * Makes ready what the server needs on disk.
   *
   * @param directory the process's own working directory, empty
   * @return the part of the command line after the JVM's options
   */
  List<String> prepare(Path directory) throws IOException;
}
