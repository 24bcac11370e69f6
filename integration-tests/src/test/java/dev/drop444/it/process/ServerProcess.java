package dev.drop444.it.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drop444.it.server.Control;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A running server. Ends with {@link #close}, or by itself when this JVM is gone: its control
 * connection is its lease. Confined to one thread at a time.
 */
public final class ServerProcess implements AutoCloseable {

  private static final int START_MILLIS = 90_000;

  private final Process process;
  private final Path directory;
  private final ProcessLog log;
  private final Socket control;
  private final BufferedReader answers;
  private final PrintWriter questions;
  private final List<Integer> ports;

  private ServerProcess(Process process, Path directory, ProcessLog log, Socket control)
      throws IOException {
    this.process = process;
    this.directory = directory;
    this.log = log;
    this.control = control;
    this.answers = new BufferedReader(new InputStreamReader(control.getInputStream(), UTF_8));
    this.questions = new PrintWriter(control.getOutputStream(), true, UTF_8);
    control.setSoTimeout(START_MILLIS);
    // A standalone server deploys the application before it opens its ports.
    String[] open =
        Await.that(
            "ports of " + log.file(),
            () -> ask("ports").split(" "),
            seen -> !List.of(seen).contains("0"));
    this.ports = Arrays.stream(open).map(Integer::valueOf).toList();
  }

  /** Starts a server and waits until both of its ports are open. */
  public static ServerProcess start(Server server, Setup setup) {
    try {
      Path runs = Files.createDirectories(Surroundings.work().resolve("runs"));
      Path directory = Files.createTempDirectory(runs, server.name() + "-" + setup.name() + "-");
      Path base = Files.createDirectories(directory.resolve("base"));
      ProcessLog log = new ProcessLog(directory.resolve("log.txt"));
      try (ServerSocket lease = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        List<String> command = new ArrayList<>();
        command.add(Surroundings.java().toString());
        command.addAll(List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(setup.arguments());
        command.add("-D" + Control.PORT + "=" + lease.getLocalPort());
        command.add("-Dtest.keystore=" + KeyStores.file());
        command.add("-Dtest.keystore.password=" + KeyStores.PASSWORD);
        command.addAll(server.prepare(base));
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.file().toFile());
        builder.environment().putAll(setup.environment());
        Process process = builder.start();
        try {
          return new ServerProcess(process, base, log, accept(lease, process, log));
        } catch (IOException | RuntimeException e) {
          process.destroyForcibly();
          throw e;
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot start " + server.name(), e);
    }
  }

  private static Socket accept(ServerSocket lease, Process process, ProcessLog log)
      throws IOException {
    lease.setSoTimeout(100);
    for (int waited = 0; waited < START_MILLIS; waited += 100) {
      try {
        return lease.accept();
      } catch (SocketTimeoutException notYet) {
        if (!process.isAlive()) {
          break;
        }
      }
    }
    throw new IllegalStateException("The server did not start:\n" + Files.readString(log.file()));
  }

  public long pid() {
    return process.pid();
  }

  public int plainPort() {
    return ports.get(0);
  }

  public int tlsPort() {
    return ports.get(1);
  }

  /** The plain and the TLS port of each server in the process, where there are several. */
  public List<Integer> ports() {
    return ports;
  }

  public ProcessLog log() {
    return log;
  }

  /** A file that the server writes in its working directory, for example its access log. */
  public ProcessLog file(String name) {
    return new ProcessLog(directory.resolve(name));
  }

  /** How many requests the application holds back, until {@link #openDoors}. */
  public int waiting() {
    return Integer.parseInt(ask("waiting"));
  }

  /** Lets the requests go on that the application holds back. */
  public void openDoors() {
    ask("open-doors");
  }

  /** How many times a part of the application was called. */
  public long visits() {
    return Long.parseLong(ask("visits"));
  }

  /** How many connections the server's own counters show. */
  public long connections() {
    return Long.parseLong(ask("connections"));
  }

  /** How many file descriptors the process has open. */
  public long descriptors() {
    return Long.parseLong(ask("descriptors"));
  }

  /** The names of its live threads. */
  public Set<String> threads() {
    return Set.copyOf(List.of(ask("threads").split("\t")));
  }

  /** Whether the application could load a class: {@code absent}, or where it comes from. */
  public String loads(String className) {
    return ask("loads " + className);
  }

  private synchronized String ask(String question) {
    questions.println(question);
    try {
      String answer = answers.readLine();
      if (answer == null || answer.startsWith("error")) {
        throw new IllegalStateException(question + " -> " + answer + "\n" + log.all());
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException(question + " -> " + e + "\n" + log.all(), e);
    }
  }

  /** Ends the process as an operator does, who lets it tidy up, and waits until it is gone. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(START_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("The server does not stop:\n" + log.all());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /** Ends the process at once and waits until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      control.close();
      process.waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
