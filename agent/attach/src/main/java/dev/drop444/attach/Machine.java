package dev.drop444.attach;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JVMs of this machine that can be had. Confined to one thread. */
public final class Machine {

  private final File jar;
  private final ProcessTable processes = new ProcessTable(Path.of("/proc"));

  private Machine(File jar) {
    this.jar = jar;
  }

  /**
   * This machine.
   *
   * @param jar the drop444 that attaches
   * @throws AttachException if this Java cannot attach
   */
  public static Machine here(File jar) throws AttachException {
    if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
      throw new AttachException(
          Failure.NO_ATTACH_MODULE,
          "this Java ("
              + System.getProperty("java.home")
              + ") has no module jdk.attach. Run the command with a JDK's java, also for a server"
              + " that runs on this one; or start the server with -javaagent:"
              + jar);
    }
    return new Machine(jar.getAbsoluteFile());
  }

  /** Those that show themselves, but for this one, by process id. */
  public List<Jvm> jvms() {
    List<Jvm> found = new ArrayList<>();
    for (VirtualMachineDescriptor descriptor : VirtualMachine.list()) {
      long pid = pid(descriptor.id());
      if (pid > 0 && pid != ProcessHandle.current().pid()) {
        found.add(new Jvm(pid, descriptor.displayName()));
      }
    }
    found.sort(Comparator.comparingLong(Jvm::pid));
    return found;
  }

  /**
   * The version of drop444 in a JVM, null if there is none.
   *
   * @throws AttachException if that cannot be known
   */
  public @Nullable String version(Jvm jvm) throws AttachException {
    check(jvm.pid(), true);
    try (Target target = Target.of(jvm.pid())) {
      return target.version();
    } catch (IOException gone) {
      throw new AttachException(Failure.FAILED, "it does not answer: " + gone.getMessage());
    }
  }

  /**
   * The JVM that an operator names.
   *
   * @param name a process id, or a name as {@link Choice} understands it
   */
  public Jvm find(String name) throws AttachException {
    long pid = pid(name);
    // To list them is to read the counters of every JVM here, which takes a third of a second. But
    // a JVM does not attach to itself.
    if (pid > 0 && pid != ProcessHandle.current().pid() && processes.isJvm(pid)) {
      check(pid, true);
      try (Target target = Target.of(pid)) {
        return new Jvm(pid, target.command());
      } catch (IOException gone) {
        throw new AttachException(Failure.FAILED, "it does not answer: " + gone.getMessage());
      }
    }
    List<Jvm> all = jvms();
    if (pid <= 0) {
      Jvm found = Choice.of(name, all);
      check(found.pid(), true);
      return found;
    }
    Jvm known = all.stream().filter(jvm -> jvm.pid() == pid).findAny().orElse(null);
    check(pid, known != null);
    return known == null ? new Jvm(pid, "") : known;
  }

  private void check(long pid, boolean isListed) throws AttachException {
    if (processes.isThere()) {
      processes.check(pid, jar, isListed);
    } else if (!isListed) {
      throw new AttachException(
          Failure.NO_SUCH_JVM,
          "process " + pid + " is no JVM that shows itself (-XX:-UsePerfData hides it)");
    }
  }

  private static long pid(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException name) {
      return 0;
    }
  }

  /**
   * The only JVM here that is guarded.
   *
   * @throws AttachException if there is none, or more than one
   */
  public Jvm onlyGuarded() throws AttachException {
    List<Jvm> guarded = new ArrayList<>();
    for (Jvm jvm : jvms()) {
      try {
        if (version(jvm) != null) {
          guarded.add(jvm);
        }
      } catch (AttachException another) {
        // Nor could anything be done in there.
      }
    }
    if (guarded.isEmpty()) {
      throw new AttachException(
          Failure.NOT_GUARDED, "drop444 guards no JVM here that can be reached. See: list");
    }
    if (guarded.size() > 1) {
      throw new AttachException(
          Failure.AMBIGUOUS,
          "drop444 guards more than one JVM: "
              + Choice.text(guarded)
              + ". Give the process id or a name");
    }
    return guarded.get(0);
  }

  /** Starts drop444 in a JVM, or gives it other settings there. */
  public Reply attach(Jvm jvm, String settings) throws AttachException {
    return order(jvm, "attach", settings);
  }

  /** Ends it there. */
  public Reply detach(Jvm jvm) throws AttachException {
    return order(jvm, "detach", "");
  }

  /**
   * Has a JVM that is guarded open its local management.
   *
   * @return the address of a JMX connector, for this machine only
   * @throws AttachException also if no drop444 runs there
   */
  public String management(Jvm jvm) throws AttachException {
    try (Target target = Target.of(jvm.pid())) {
      guard(jvm, target);
      return target.management();
    }
  }

  /**
   * Has drop444 in a JVM show itself over JMX, if it does not do so by itself yet. Newer JVMs warn
   * of that where they run: it loads the jar.
   *
   * @throws AttachException also if no drop444 runs there, or one that cannot do so
   */
  public void manage(Jvm jvm) throws AttachException {
    File loaded = checkedJar();
    try (Target target = Target.of(jvm.pid())) {
      String version = guard(jvm, target);
      Reply reply = target.order(loaded, "manage", "");
      if (reply.outcome() != Reply.Outcome.DONE) {
        throw unmanaged(jvm, version, reply);
      }
    }
  }

  private static String guard(Jvm jvm, Target target) throws AttachException {
    try {
      String version = target.version();
      if (version != null) {
        return version;
      }
    } catch (IOException gone) {
      throw new AttachException(
          Failure.FAILED, "process " + jvm + " does not answer: " + gone.getMessage());
    }
    throw new AttachException(
        Failure.NOT_GUARDED,
        "process " + jvm + " is not guarded by drop444. To guard it: attach " + jvm.pid());
  }

  private static AttachException unmanaged(Jvm jvm, String version, Reply reply) {
    String why = String.join(" ", reply.lines());
    String who = "drop444 " + version + " in process " + jvm;
    if (reply.outcome() == Reply.Outcome.WRONG) {
      return new AttachException(Failure.NO_MANAGEMENT, who + ": " + why);
    }
    if (why.contains("too old") || why.contains("no such order")) {
      return new AttachException(
          Failure.NOT_GUARDED,
          who
              + " is too old for this. To have this jar take its place: attach "
              + jvm.pid()
              + ", with the settings that it has");
    }
    return new AttachException(Failure.FAILED, who + ": " + why);
  }

  private Reply order(Jvm jvm, String verb, String text) throws AttachException {
    File loaded = checkedJar();
    try (Target target = Target.of(jvm.pid())) {
      return target.order(loaded, verb, text);
    }
  }

  private File checkedJar() throws AttachException {
    if (jar.getPath().indexOf('=') >= 0) {
      throw new AttachException(
          Failure.FAILED, "a JVM cannot load a jar with = in its path: " + jar);
    }
    return jar;
  }
}
