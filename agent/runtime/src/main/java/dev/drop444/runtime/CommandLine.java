package dev.drop444.runtime;

/** What {@code java -jar drop444.jar} prints. */
public final class CommandLine {

  private CommandLine() {}

  /** Called by the launcher, by name. */
  public static int run(String[] arguments) {
    System.out.println("drop444: java -javaagent:drop444.jar -jar your-server.jar");
    return 0;
  }
}
