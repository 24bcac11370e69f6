package dev.drop444.attach;

import java.util.Locale;

/** A JVM of this machine. Immutable. */
public final class Jvm {

  private final long pid;
  private final String command;

  /**
   * A JVM.
   *
   * @param pid its process
   * @param command its main class or jar, and arguments; may be empty
   */
  Jvm(long pid, String command) {
    this.pid = pid;
    this.command = command;
  }

  public long pid() {
    return pid;
  }

  /** Its main class, or the name of its jar without the directory. Empty if that is not known. */
  public String name() {
    int space = command.indexOf(' ');
    String main = space < 0 ? command : command.substring(0, space);
    return main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
  }

  /** Whether somebody means this by a name: all of it, or what follows a dot. In any case. */
  boolean isCalled(String wanted) {
    String name = name().toLowerCase(Locale.ROOT);
    String text = wanted.toLowerCase(Locale.ROOT);
    return name.equals(text) || name.endsWith("." + text) || name.equals(text + ".jar");
  }

  /** Whether a name is part of this one. In any case. */
  boolean isNearlyCalled(String wanted) {
    return name().toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
  }

  /** As {@code list} shows it. */
  @Override
  public String toString() {
    return pid + " " + (command.isEmpty() ? "(unknown)" : name());
  }
}
