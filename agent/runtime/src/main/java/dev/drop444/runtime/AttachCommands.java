package dev.drop444.runtime;

import dev.drop444.attach.AttachException;
import dev.drop444.attach.Jvm;
import dev.drop444.attach.Machine;
import java.io.File;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;

/** The commands that look at other JVMs, and what they print. For one use. */
final class AttachCommands {

  private static final int GOOD = 0;
  private static final int WRONG = 1;
  private static final int FAILED = 9;

  private final PrintStream out;
  private final PrintStream err;

  AttachCommands(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  private interface Command {
    int run(Machine machine) throws AttachException;
  }

  /** Every JVM that shows itself: process id, what guards it, name. */
  int list() {
    return on(
        machine -> {
          out.printf("%-8s %-24s %s%n", "PID", "GUARDED BY", "NAME");
          for (Jvm jvm : machine.jvms()) {
            out.printf("%-8d %-24s %s%n", jvm.pid(), guard(machine, jvm), jvm.name());
          }
          return GOOD;
        });
  }

  private static String guard(Machine machine, Jvm jvm) {
    try {
      String version = machine.version(jvm);
      return version == null ? "-" : "drop444 " + version;
    } catch (AttachException unknown) {
      return "? (" + unknown.failure().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }
  }

  int attach(String name, String settings) {
    return on(
        machine -> {
          Jvm jvm = machine.find(name);
          return print(jvm, machine.attach(jvm, settings));
        });
  }

  int detach(String name) {
    return on(
        machine -> {
          Jvm jvm = machine.find(name);
          return print(jvm, machine.detach(jvm));
        });
  }

  private int on(Command command) {
    try {
      return command.run(Machine.here(ownJar()));
    } catch (AttachException failed) {
      err.println("drop444: " + failed.getMessage());
      return failed.failure().status();
    }
  }

  private int print(Jvm jvm, List<String> reply) {
    String word = reply.get(0);
    int status = word.equals(Running.GOOD) ? GOOD : word.equals(Running.WRONG) ? WRONG : FAILED;
    PrintStream stream = status == GOOD ? out : err;
    stream.println(status == GOOD ? "process " + jvm : "drop444: process " + jvm + " is as it was");
    for (String line : reply.subList(1, reply.size())) {
      stream.println("  " + line);
    }
    return status;
  }

  private static File ownJar() {
    CodeSource source = AttachCommands.class.getProtectionDomain().getCodeSource();
    try {
      if (source != null && source.getLocation() != null) {
        return new File(new URI(source.getLocation().toString()));
      }
    } catch (URISyntaxException | IllegalArgumentException noFile) {
      // Below.
    }
    throw new IllegalStateException("drop444 must be run from its jar");
  }
}
