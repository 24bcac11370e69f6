package dev.drop444.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A JVM that we are attached to, until {@link #close}. Confined to one thread. */
final class Target implements AutoCloseable {

  /** HotSpot takes 1,024 bytes with the jar's path, up to JDK 23. */
  private static final int MOST = 1000;

  private final long pid;
  private final VirtualMachine machine;

  private Target(long pid, VirtualMachine machine) {
    this.pid = pid;
    this.machine = machine;
  }

  /** Attaches. The process is known to be a JVM. */
  static Target of(long pid) throws AttachException {
    try {
      return new Target(pid, VirtualMachine.attach(Long.toString(pid)));
    } catch (AttachNotSupportedException refused) {
      String message = String.valueOf(refused.getMessage());
      if (message.contains("does not support the attach mechanism")) {
        throw new AttachException(
            Failure.REFUSED, ProcessTable.refused(pid, "-XX:+DisableAttachMechanism"));
      }
      throw silent(pid, message);
    } catch (IOException failed) {
      throw silent(pid, String.valueOf(failed.getMessage()));
    }
  }

  private static AttachException silent(long pid, String message) {
    if (message.contains("not permitted") || message.contains("not secure")) {
      return new AttachException(
          Failure.NOT_PERMITTED,
          "process " + pid + " belongs to another user: run this as that user or as root");
    }
    if (message.contains("No such process")) {
      return new AttachException(Failure.NO_SUCH_JVM, "there is no process " + pid);
    }
    return new AttachException(
        Failure.FAILED, "process " + pid + " does not let us attach: " + message);
  }

  /** Its main class or jar, and arguments, as the JVM's own tools show it; empty if not known. */
  String command() throws IOException {
    return machine.getAgentProperties().getProperty("sun.java.command", "");
  }

  /** The version of drop444 that runs there, null if none does. */
  @Nullable String version() throws IOException {
    return machine.getAgentProperties().getProperty("drop444.version");
  }

  /**
   * Has the drop444 of a jar do something in there.
   *
   * @param verb {@code attach}, {@code detach} or {@code manage}
   * @param text the settings
   */
  Reply order(File jar, String verb, String text) throws AttachException {
    String number = Long.toHexString(ThreadLocalRandom.current().nextLong());
    String head = "run:" + jar.toURI().toASCIIString() + "\norder ";
    String rest = URLEncoder.encode(text, StandardCharsets.UTF_8);
    int most = MOST - head.length() - jar.getPath().length() - number.length() - 20;
    if (most < 100) {
      throw new AttachException(Failure.FAILED, "the path of the jar is too long: " + jar);
    }
    while (rest.length() > most) {
      load(jar, head + "more " + number + "\n" + rest.substring(0, most));
      rest = rest.substring(most);
    }
    load(jar, head + verb + " " + number + "\n" + rest);
    return reply(number);
  }

  private void load(File jar, String arguments) throws AttachException {
    try {
      machine.loadAgent(jar.getPath(), arguments);
    } catch (AgentLoadException refused) {
      if (String.valueOf(refused.getMessage()).contains("Dynamic agent loading is not enabled")) {
        throw new AttachException(
            Failure.REFUSED, ProcessTable.refused(pid, "-XX:-EnableDynamicAgentLoading"));
      }
      throw new AttachException(
          Failure.FAILED, "process " + pid + " does not load " + jar + ": " + refused.getMessage());
    } catch (AgentInitializationException | IOException failed) {
      throw new AttachException(
          Failure.FAILED,
          "drop444 failed in process " + pid + "; what it wrote there tells more: " + failed);
    }
  }

  private Reply reply(String number) throws AttachException {
    try {
      Properties properties = machine.getAgentProperties();
      String reply = properties.getProperty("drop444.reply", "");
      if (reply.startsWith(number + "\n")) {
        return Reply.of(List.of(reply.substring(number.length() + 1).split("\n", -1)));
      }
    } catch (IOException gone) {
      // It did what it was told, or not; it does not tell.
    }
    throw new AttachException(
        Failure.FAILED, "process " + pid + " did not reply; what it wrote there tells more");
  }

  /**
   * Has the JVM open its local management, if it is not open yet: to processes of this machine that
   * can read what the JVM tells those who attach.
   *
   * @return the address of a JMX connector
   */
  String management() throws AttachException {
    try {
      String address = machine.startLocalManagementAgent();
      if (address != null) {
        return address;
      }
    } catch (IOException | RuntimeException | InternalError failed) {
      throw unmanaged(failed.getMessage());
    }
    throw unmanaged("it tells no address");
  }

  private AttachException unmanaged(@Nullable String why) {
    return new AttachException(
        Failure.NO_MANAGEMENT,
        "process "
            + pid
            + " has no local management ("
            + why
            + "). Its Java must have the module jdk.management.agent; attach, detach and the drop"
            + " log work without");
  }

  @Override
  public void close() {
    try {
      machine.detach();
    } catch (IOException gone) {
      // So are we.
    }
  }
}
