package dev.drop444.it.process;

import dev.drop444.it.server.NeighboursMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Several embedded servers in one JVM that do not see each other's classes. */
record Neighbours(List<EmbeddedServer> servers) implements Server {

  @Override
  public String name() {
    return "neighbours";
  }

  @Override
  public List<String> prepare(Path directory) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("-cp", Surroundings.classes().toString(), NeighboursMain.class.getName()));
    for (EmbeddedServer server : servers) {
      command.add(server.main().getName());
      command.add(
          Artifacts.join(Surroundings.classes(), Artifacts.classPath(server.coordinates())));
    }
    return command;
  }

  @Override
  public String toString() {
    return name();
  }
}
