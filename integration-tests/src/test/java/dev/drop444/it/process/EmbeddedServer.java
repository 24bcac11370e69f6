package dev.drop444.it.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server inside a main of ours.
 *
 * @param api the names that the server knows
 */
record EmbeddedServer(String name, Class<?> main, ServletApi api, List<String> coordinates)
    implements Server {

  /** One of Jakarta EE. */
  EmbeddedServer(String name, Class<?> main, List<String> coordinates) {
    this(name, main, ServletApi.JAKARTA, coordinates);
  }

  /** The same with one more artifact on its class path. */
  EmbeddedServer and(String artifact) {
    List<String> more = new ArrayList<>(coordinates);
    more.add(artifact);
    return new EmbeddedServer(name, main, api, List.copyOf(more));
  }

  @Override
  public List<String> prepare(Path directory) {
    return List.of(
        "-cp", Artifacts.join(api.classes(), Artifacts.classPath(coordinates)), main.getName());
  }

  @Override
  public String toString() {
    return name;
  }
}
