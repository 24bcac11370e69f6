package dev.drop444.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An embedded server with nothing but jars on its class path. */
record JarredServer(EmbeddedServer server) implements Server {

  @Override
  public String name() {
    return server.name() + "-jars";
  }

  @Override
  public List<String> prepare(Path directory) {
    return List.of(
        "-cp",
        Artifacts.join(Application.JAR, Artifacts.classPath(server.coordinates())),
        server.main().getName());
  }

  @Override
  public String toString() {
    return name();
  }

  /** Packed anew for each run, and once: an archive is only good for the very file. */
  private static final class Application {

    static final Path JAR = packed();

    private static Path packed() {
      try {
        Path jar = Files.createDirectories(Surroundings.work()).resolve("application.jar");
        Repackaging.jar(Surroundings.classes(), jar);
        return jar;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
