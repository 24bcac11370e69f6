package dev.drop444.it.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server inside a main of ours. */
record EmbeddedServer(String name, Class<?> main, List<String> coordinates) implements Server {

  /** The same with one more artifact on its class path. */
  EmbeddedServer and(String artifact) {
    List<String> more = new ArrayList<>(coordinates);
    more.add(artifact);
    return new EmbeddedServer(name, main, List.copyOf(more));
  }

  @Override
  public List<String> prepare(Path directory) {
    return List.of(
        "-cp",
        Artifacts.join(Surroundings.classes(), Artifacts.classPath(coordinates)),
        main.getName());
  }

  @Override
  public String toString() {
    return name;
  }
}
