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

  /**
   * Makes ready what the server needs on disk.
   *
   * @param directory the process's own working directory, empty
   * @return the part of the command line after the JVM's options
   */
  List<String> prepare(Path directory) throws IOException;
}
