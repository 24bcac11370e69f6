package dev.drop444.it.proxies;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.ProcessLog;
import dev.drop444.it.process.Surroundings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** A running proxy; ends with {@link #close}. */
final class ProxyProcess implements AutoCloseable {

  private final Proxy proxy;
  private final Process process;
  private final ProcessLog log;
  private final int port;

  private ProxyProcess(Proxy proxy, Process process, ProcessLog log, int port) {
    this.proxy = proxy;
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts a proxy and waits until its port is open.
   *
   * @param program where it is installed
   * @param configuration what matters of its configuration, for a port
   */
  static ProxyProcess start(Proxy proxy, Path program, IntFunction<String> configuration)
      throws IOException {
    Path runs = Files.createDirectories(Surroundings.work().resolve("runs"));
    Path directory = Files.createTempDirectory(runs, proxy + "-");
    int port = freePort();
    Path file =
        Files.writeString(directory.resolve("proxy.conf"), proxy.around(configuration.apply(port)));
    Path output = directory.resolve("log.txt");
    Process process =
        new ProcessBuilder(proxy.command(program, directory, file))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    ProxyProcess started = new ProxyProcess(proxy, process, new ProcessLog(output), port);
    try {
      Await.that(proxy + " at port " + port, started::state, state -> !state.equals("closed"));
      if (!process.isAlive()) {
        throw new IllegalStateException(proxy + " did not start:\n" + started.log.all());
      }
      return started;
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String state() {
    if (!process.isAlive()) {
      return "ended";
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected() ? "open" : "closed";
    } catch (IOException notYet) {
      return "closed";
    }
  }

  int port() {
    return port;
  }

  /** What it says is wrong. */
  List<String> complaints() {
    return log.since(0).stream().filter(proxy::complains).collect(Collectors.toList());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
