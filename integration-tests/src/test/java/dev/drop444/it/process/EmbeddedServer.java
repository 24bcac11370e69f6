package dev.drop444.it.process;

import java.nio.file.Path;
import java.util.List;

/** A server inside a main of ours. */
record EmbeddedServer(String name, Class<?> main, List<String> coordinates) implements Server {

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
