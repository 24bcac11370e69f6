package dev.drop444.cli.command;

import dev.drop444.attach.Failure;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the console ends with. Those from 3 on are of {@link Failure}. They stay as they are. */
public final class ExitStatus {

  /** All is well. */
  public static final int GOOD = 0;

  /** The configuration is wrong, or drop444 refuses what was asked; nothing has changed. */
  public static final int WRONG = 1;

  /** The command was not understood. */
  public static final int NOT_UNDERSTOOD = 2;

  /** Something failed, here or in the process. */
  public static final int FAILED = Failure.FAILED.status();

  private ExitStatus() {}

  /** Those of commands that look at files only, with what they mean. */
  public static Map<String, String> ofFiles() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("0", "all is well");
    all.put("1", "the configuration is wrong");
    all.put("2", "the command was not understood");
    all.put("9", "something failed, or a file cannot be read or written");
    return all;
  }

  /** Those of commands that reach a process, with what they mean. */
  public static Map<String, String> ofProcesses() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("0", "all is well");
    all.put("1", "the configuration is wrong, or drop444 refuses: nothing has changed");
    all.put("2", "the command was not understood");
    all.put("3", "no such process, not a JVM, or no JVM of that name");
    all.put("4", "more than one JVM of that name, or more than one that is guarded");
    all.put("5", "another user's process: run this as that user, or as root");
    all.put("6", "a process in a container: run this in there");
    all.put("7", "the JVM was started so that nobody can attach");
    all.put("8", "this java has no module jdk.attach: use a JDK's");
    all.put("9", "the JVM does not answer, or something failed in there");
    all.put("10", "drop444 does not run there, or is too old for this");
    all.put("11", "the JVM there has no local management (JMX), or drop444.jmx = false");
    return all;
  }
}
