package dev.drop444.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drop444.it.app.Doors;
import dev.drop444.it.app.Visits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Answers a test's questions about this process over a connection of its own, one line a question
 * and one line an answer. The connection is also the process's lease: when the test's end goes away
 * or stays silent, the process ends.
 */
public final class Control {

  /** The system property with the port at which the test listens. */
  public static final String PORT = "test.control";

  private static final int SILENCE_MILLIS = 600_000;

  private final List<Listeners> servers;

  private Control(List<Listeners> servers) {
    this.servers = servers;
  }

  /** Connects to the test and answers from then on, on a thread of its own. */
  public static void start(Listeners listeners) {
    start(List.of(listeners));
  }

  /** The same where there are several servers in this process. */
  static void start(List<Listeners> servers) {
    Thread thread = new Thread(new Control(servers)::serve, "control");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    try (Socket test = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT, 0));
        BufferedReader questions =
            new BufferedReader(new InputStreamReader(test.getInputStream(), UTF_8));
        PrintWriter answers = new PrintWriter(test.getOutputStream(), true, UTF_8)) {
      test.setSoTimeout(SILENCE_MILLIS);
      for (String question = questions.readLine();
          question != null;
          question = questions.readLine()) {
        answers.println(answer(question));
      }
    } catch (IOException lost) {
      // The lease is over, as with the end of the stream.
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  private String answer(String question) {
    try {
      String[] words = question.split(" ", 2);
      switch (words[0]) {
        case "ports":
          return servers.stream()
              .map(server -> server.plainPort() + " " + server.tlsPort())
              .collect(Collectors.joining(" "));
        case "visits":
          return Long.toString(Visits.count());
        case "open-doors":
          Doors.open();
          return "open";
        case "waiting":
          return Integer.toString(Doors.waiting());
        case "connections":
          return Long.toString(servers.stream().mapToLong(Listeners::connections).sum());
        case "descriptors":
          return Long.toString(descriptors());
        case "threads":
          return threads();
        case "loads":
          return loads(words[1]);
        default:
          return "error: unknown question " + question;
      }
    } catch (Exception e) {
      return "error: " + e;
    }
  }

  private static long descriptors() throws IOException, JMException {
    Path open = Path.of("/proc/self/fd");
    if (Files.isDirectory(open)) {
      try (Stream<Path> all = Files.list(open)) {
        return all.count() - 1; // but for the one that lists
      }
    }
    Object count =
        ManagementFactory.getPlatformMBeanServer()
            .getAttribute(
                new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME),
                "OpenFileDescriptorCount");
    return (Long) count;
  }

  /** The live threads, each with where it stands, if that is in the application or in an agent. */
  private static String threads() {
    Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
    return stacks.keySet().stream().map(Thread::getName).sorted().collect(Collectors.joining("\t"));
  }

  /** Whether the application's code could load a class. */
  private static String loads(String name) {
    StringBuilder found = new StringBuilder();
    for (ClassLoader loader :
        new ClassLoader[] {Control.class.getClassLoader(), ClassLoader.getSystemClassLoader()}) {
      try {
        Class<?> type = Class.forName(name, false, loader);
        found.append(type.getClassLoader()).append(' ');
      } catch (ClassNotFoundException | LinkageError absent) {
        // What is hoped for.
      }
    }
    return found.length() == 0 ? "absent" : "present, from " + found.toString().trim();
  }
}
