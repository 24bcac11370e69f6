package dev.drop444.it.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server inside a main of ours.
 *
 * @param api the names that the server knows
 * @param connector that it is told to use, as {@code Options} has it; empty for the usual one
 */
record EmbeddedServer(
    String name, Class<?> main, ServletApi api, List<String> coordinates, String connector)
    implements Server {

  EmbeddedServer(String name, Class<?> main, ServletApi api, List<String> coordinates) {
    this(name, main, api, coordinates, "");
  }

  /** One of Jakarta EE. */
  EmbeddedServer(String name, Class<?> main, List<String> coordinates) {
    this(name, main, ServletApi.JAKARTA, coordinates);
  }

  /** The same with one more artifact on its class path. */
  EmbeddedServer and(String artifact) {
    List<String> more = new ArrayList<>(coordinates);
    more.add(artifact);
    return new EmbeddedServer(name, main, api, List.copyOf(more), connector);
  }

  /** The same with NIO2. */
  EmbeddedServer onNio2() {
    return new EmbeddedServer(name + "-nio2", main, api, coordinates, "nio2");
  }

  @Override
  public boolean resets() {
    return !connector.equals("nio2");
  }

  @Override
  public List<String> prepare(Path directory) {
    List<String> command = new ArrayList<>();
    if (!connector.isEmpty()) {
      command.add("-Dtest.connector=" + connector);
    }
    command.add("-cp");
    command.add(Artifacts.join(api.classes(), Artifacts.classPath(coordinates)));
    command.add(main.getName());
    return command;
  }

  @Override
  public String toString() {
    return name;
  }
}
