package dev.drop444.launcher;

import java.lang.reflect.InvocationTargetException;

/** {@code java -jar drop444.jar}: hands over to the command line inside the jar. */
public final class Main {

  private static final String COMMAND_LINE = "dev.drop444.cli.Console";

  private Main() {}

  /** Exit status 0 if the command succeeded; the command line documents the others. */
  public static void main(String[] arguments) throws Exception {
    int status;
    // The attach API of the JDK belongs to the system loader.
    try (AgentLoader loader = new AgentLoader(Agent.ownJar(), ClassLoader.getSystemClassLoader())) {
      status =
          (int)
              Class.forName(COMMAND_LINE, true, loader)
                  .getMethod("run", String[].class)
                  .invoke(null, (Object) arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause() instanceof Exception ? (Exception) failure.getCause() : failure;
    }
    System.exit(status);
  }
}
