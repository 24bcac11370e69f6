package dev.drop444.it.benchmark.side;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.ProcessLog;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.proxies.Proxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * nginx or HAProxy with all its processes. They run below a shell that ends them when its input
 * ends, as it does when this JVM is gone, however that came about.
 */
public final class NativeSide implements Side {

  private static final String LEASE =
      "\"$@\" & child=$!; cat >/dev/null; kill -TERM $child; wait $child";

  private final Proxy program;
  private final Process shell;
  private final ProcessLog log;
  private final int port;

  private NativeSide(Proxy program, Process shell, ProcessLog log, int port) {
    this.program = program;
    this.shell = shell;
    this.log = log;
    this.port = port;
  }

  /** nginx as Debian configures it, without its access log. */
  public static Optional<NativeSide> nginx(String server) {
    return start(
        Proxy.NGINX,
        """
        daemon off;
        worker_processes auto;
        pid nginx.pid;
        error_log stderr;
        events { worker_connections 768; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
        %s
        }
        """
            .formatted(server));
  }

  /** HAProxy as it comes: a thread for each core. It logs nothing, for it is not told where. */
  public static Optional<NativeSide> haProxy(String rules) {
    return start(
        Proxy.HAPROXY,
        """
        global
            maxconn 4000
        defaults
            mode http
            timeout connect 5s
            timeout client 30s
            timeout server 30s
        %s
        """
            .formatted(rules));
  }

  /**
   * Starts a program, with {@code @port@} in its configuration replaced.
   *
   * @return nothing if it is not installed
   */
  private static Optional<NativeSide> start(Proxy program, String configuration) {
    return program.program().map(path -> start(program, path, configuration));
  }

  private static NativeSide start(Proxy program, Path path, String configuration) {
    try {
      Path runs = Files.createDirectories(Surroundings.work().resolve("runs"));
      Path directory = Files.createTempDirectory(runs, program + "-");
      int port = freePort();
      Path file =
          Files.writeString(
              directory.resolve("measured.conf"),
              configuration.replace("@port@", Integer.toString(port)));
      Path output = directory.resolve("log.txt");
      List<String> command =
          program == Proxy.NGINX
              ? List.of(
                  path.toString(), "-e", "stderr", "-p", directory + "/", "-c", file.toString())
              : List.of(path.toString(), "-db", "-f", file.toString());
      Process shell =
          new ProcessBuilder(leased(command))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      NativeSide side = new NativeSide(program, shell, new ProcessLog(output), port);
      try {
        Await.that(program + " at port " + port, side::isOpen, Boolean::booleanValue);
        return side;
      } catch (RuntimeException | Error e) {
        side.close();
        throw new IllegalStateException(side.log.all(), e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> leased(List<String> command) {
    return Stream.concat(Stream.of("sh", "-c", LEASE, "lease"), command.stream()).toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean isOpen() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public String name() {
    return program.toString();
  }

  /** The shell's; it and its {@code cat} only wait. */
  @Override
  public long pid() {
    return shell.pid();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    List<ProcessHandle> children = shell.descendants().toList();
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(5, TimeUnit.SECONDS)) {
        children.forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
