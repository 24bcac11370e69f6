package dev.drop444.attach;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What Linux tells of a process, asked before anybody attaches to it: attaching begins with a
 * signal (SIGQUIT) that ends a process which does not expect it. See proc(5).
 */
final class ProcessTable {

  private static final int SIGQUIT = 3;

  private final Path proc;

  /**
   * A table.
   *
   * @param proc {@code /proc}
   */
  ProcessTable(Path proc) {
    this.proc = proc;
  }

  /** Whether there is anything to look at. */
  boolean isThere() {
    return Files.isRegularFile(proc.resolve("self/status"));
  }

  /** Whether a process can be seen to be a JVM; if not, it may be one all the same. */
  boolean isJvm(long pid) {
    try {
      return hasJvm(proc.resolve(Long.toString(pid)));
    } catch (IOException | SecurityException closed) {
      return false;
    }
  }

  /**
   * Looks at a process.
   *
   * @param jar which the process must be able to read
   * @param isListed whether it is known to be a JVM
   * @throws AttachException if it is not one that can be had
   */
  void check(long pid, File jar, boolean isListed) throws AttachException {
    Path process = proc.resolve(Long.toString(pid));
    if (!Files.isDirectory(process)) {
      throw new AttachException(Failure.NO_SUCH_JVM, "there is no process " + pid);
    }
    checkOwner(pid, process);
    try {
      if (!isListed && !hasJvm(process)) {
        throw new AttachException(Failure.NO_SUCH_JVM, "process " + pid + " is not a JVM");
      }
      checkOptions(pid, process);
      checkNamespace(pid, process, jar);
      checkSignal(pid, process);
    } catch (IOException | SecurityException closed) {
      throw new AttachException(
          Files.isDirectory(process) ? Failure.NOT_PERMITTED : Failure.NO_SUCH_JVM,
          "process " + pid + " does not let us look at it: " + closed);
    }
  }

  private void checkOwner(long pid, Path process) throws AttachException {
    try {
      Object own = Files.getAttribute(proc.resolve("self"), "unix:uid");
      Object other = Files.getAttribute(process, "unix:uid");
      if (!own.equals(other) && !own.equals(0)) {
        throw new AttachException(
            Failure.NOT_PERMITTED,
            "process "
                + pid
                + " belongs to "
                + Files.getOwner(process).getName()
                + ": run this as that user (sudo -u "
                + Files.getOwner(process).getName()
                + " java -jar ...) or as root");
      }
    } catch (IOException | UnsupportedOperationException unknown) {
      // The JVM will tell.
    }
  }

  private static boolean hasJvm(Path process) throws IOException {
    try (BufferedReader maps =
        Files.newBufferedReader(process.resolve("maps"), StandardCharsets.ISO_8859_1)) {
      for (String line = maps.readLine(); line != null; line = maps.readLine()) {
        // HotSpot, OpenJ9.
        if (line.contains("/libjvm.so") || line.contains("/libj9vm")) {
          return true;
        }
      }
    }
    return false;
  }

  private static void checkOptions(long pid, Path process) throws AttachException, IOException {
    String command = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    for (String option : command.split("\0", -1)) {
      if (option.equals("-XX:+DisableAttachMechanism")
          || option.equals("-XX:-EnableDynamicAgentLoading")) {
        throw new AttachException(Failure.REFUSED, refused(pid, option));
      }
    }
  }

  /** What to say of a JVM that was started with an option that keeps us out. */
  static String refused(long pid, String option) {
    return "process "
        + pid
        + " was started with "
        + option
        + ", so that nobody can attach. Start it with -javaagent:drop444.jar instead";
  }

  /**
   * With other mounts, it may not find our jar; the mounts may also differ in what is no matter.
   */
  private void checkNamespace(long pid, Path process, File jar)
      throws AttachException, IOException {
    Path own = link(proc.resolve("self/ns/mnt"));
    Path other = link(process.resolve("ns/mnt"));
    if (own == null || other == null || own.equals(other)) {
      return;
    }
    Path inside = process.resolve("root").resolve(jar.toPath().getRoot().relativize(jar.toPath()));
    if (!Files.exists(inside) || !Files.isSameFile(inside, jar.toPath())) {
      throw new AttachException(
          Failure.IN_CONTAINER,
          "process "
              + pid
              + " runs in a container and does not see "
              + jar
              + ". Run the command in there: docker cp drop444.jar CONTAINER:/tmp/ and docker exec"
              + " CONTAINER java -jar /tmp/drop444.jar list");
    }
  }

  private static @Nullable Path link(Path name) throws IOException {
    return Files.isSymbolicLink(name) ? Files.readSymbolicLink(name) : null;
  }

  private static void checkSignal(long pid, Path process) throws AttachException, IOException {
    for (String line : Files.readAllLines(process.resolve("status"), StandardCharsets.ISO_8859_1)) {
      if (line.startsWith("SigCgt:")) {
        long caught = Long.parseUnsignedLong(line.substring("SigCgt:".length()).trim(), 16);
        if ((caught & 1L << (SIGQUIT - 1)) == 0) {
          throw new AttachException(
              Failure.REFUSED,
              "process "
                  + pid
                  + " does not expect the signal with which attaching begins: it was started with"
                  + " -Xrs, or only just now. Try again, or start it with -javaagent:drop444.jar");
        }
      }
    }
  }
}
