package dev.drop444.cli.command;

import dev.drop444.attach.AttachException;
import dev.drop444.attach.Jvm;
import dev.drop444.attach.Machine;
import dev.drop444.attach.Reply;
import dev.drop444.cli.output.Printable;
import dev.drop444.cli.process.GuardedProcess;
import dev.drop444.identity.JarIdentity;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import org.jspecify.annotations.Nullable;

/** A command that looks at JVMs of this machine. */
abstract class MachineCommand extends Command {

  MachineCommand(Output output) {
    super(output);
  }

  /** What is done with the JVMs of this machine. */
  interface Task {
    int run(Machine machine) throws AttachException;
  }

  /** What is done with one that drop444 guards. */
  interface Work {
    int run(GuardedProcess process) throws AttachException;
  }

  /** Does it; if a JVM cannot be had, says so. */
  final int onMachine(Task task) {
    try {
      return task.run(Machine.here(ownJar()));
    } catch (AttachException failed) {
      output.warn(Printable.of(String.valueOf(failed.getMessage())));
      return failed.failure().status();
    }
  }

  /**
   * Does it in one process.
   *
   * @param name a process id or a name, null for the only one that is guarded
   */
  final int onProcess(@Nullable String name, Work work) {
    return onMachine(
        machine -> {
          Jvm jvm = choose(machine, name);
          try (GuardedProcess process = GuardedProcess.reach(machine, jvm)) {
            return work.run(process);
          } catch (UncheckedIOException gone) {
            return lost(jvm, gone);
          } catch (UndeclaredThrowableException failed) {
            return lost(jvm, failed);
          }
        });
  }

  /** The JVM that is meant; says which, if nobody said it. */
  final Jvm choose(Machine machine, @Nullable String name) throws AttachException {
    if (name != null) {
      return machine.find(name);
    }
    Jvm only = machine.onlyGuarded();
    output.warn("in process " + Printable.of(only.toString()) + ", the only one that is guarded");
    return only;
  }

  private int lost(Jvm jvm, RuntimeException why) {
    Throwable cause = why.getCause();
    String reason = cause instanceof IOException ? cause.getMessage() : String.valueOf(cause);
    // RMI names its own causes after that.
    String first = String.valueOf(reason).split("; nested|\n", 2)[0];
    output.warn(Printable.of("process " + jvm + " does not answer any more, or is gone: " + first));
    return ExitStatus.FAILED;
  }

  /** Shows what drop444 in there answered. */
  final int show(Jvm jvm, Reply reply) {
    boolean done = reply.outcome() == Reply.Outcome.DONE;
    if (done) {
      output.say("process " + Printable.of(jvm.toString()));
    } else {
      output.warn("process " + Printable.of(jvm.toString()) + " is as it was");
    }
    for (String line : reply.lines()) {
      if (done) {
        output.say("  " + line);
      } else {
        output.warnMore(line);
      }
    }
    switch (reply.outcome()) {
      case DONE:
        return ExitStatus.GOOD;
      case WRONG:
        return ExitStatus.WRONG;
      default:
        return ExitStatus.FAILED;
    }
  }

  private static File ownJar() {
    File file = JarIdentity.ownFile();
    if (file == null) {
      throw new IllegalStateException("drop444 must be run from its jar");
    }
    return file;
  }
}
