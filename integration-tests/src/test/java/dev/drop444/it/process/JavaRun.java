package dev.drop444.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that ran to its end.
 *
 * @param exit its exit value
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
public record JavaRun(int exit, String output, String errors) {

  private static final int PATIENCE_SECONDS = 60;

  /** Runs a main of the test application. */
  public static JavaRun of(Setup setup, Class<?> main) {
    List<String> arguments = new ArrayList<>(setup.arguments());
    arguments.addAll(List.of("-cp", Surroundings.classes().toString(), main.getName()));
    return of(setup.name(), Surroundings.java(), arguments);
  }

  /**
   * Runs a command of the JDK.
   *
   * @param name a short word for its directory
   */
  public static JavaRun of(String name, Path program, List<String> arguments) {
    try {
      Path directory =
          Files.createTempDirectory(
              Files.createDirectories(Surroundings.work().resolve("runs")), name + "-");
      Path output = directory.resolve("out.txt");
      Path errors = directory.resolve("err.txt");
      List<String> command = new ArrayList<>();
      command.add(program.toString());
      command.addAll(arguments);
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("Still running: " + command);
      }
      return new JavaRun(process.exitValue(), Files.readString(output), Files.readString(errors));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
