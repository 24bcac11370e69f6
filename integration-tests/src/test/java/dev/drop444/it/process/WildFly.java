package dev.drop444.it.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * WildFly as downloaded, started by its own script with the agent in {@code JAVA_OPTS}, as an
 * operator does it. Its web application is a JSP, which is the same for all versions of the servlet
 * API. Confined to one thread.
 */
public final class WildFly implements AutoCloseable {

  /** What WildFly says when it has started, well or with errors. */
  private static final List<String> STARTED = List.of("WFLYSRV0025", "WFLYSRV0026");

  private static final long START_MILLIS = 180_000;
  private static final long LOOK_MILLIS = 200;

  private final Process process;
  private final Path base;
  private final ProcessLog log;
  private final Path home;
  private final Ports ports;

  private record Ports(int plain, int tls, int management) {}

  private WildFly(Process process, Path home, Path base, ProcessLog log, Ports ports) {
    this.process = process;
    this.home = home;
    this.base = base;
    this.log = log;
    this.ports = ports;
  }

  /**
   * Starts it and waits until it says that it has.
   *
   * @param page the JSP to be found at {@code /}
   */
  public static WildFly start(String version, Setup setup, String page) throws IOException {
    Path home =
        Distribution.unpacked("wildfly-" + version, "org.wildfly:wildfly-dist:zip:" + version);
    Path runs = Files.createDirectories(Surroundings.work().resolve("runs"));
    Path directory =
        Files.createTempDirectory(runs, "wildfly-" + version + "-" + setup.name() + "-");
    Path base = directory.resolve("base");
    copy(home.resolve("standalone"), base);
    Distribution.write(base.resolve("deployments/ROOT.war/index.jsp"), page);
    Distribution.write(base.resolve("deployments/ROOT.war.dodeploy"), "");
    Ports ports = new Ports(freePort(), freePort(), freePort());
    ProcessLog log = new ProcessLog(directory.resolve("log.txt"));
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                home.resolve("bin/standalone.sh").toString(),
                "-Djboss.http.port=" + ports.plain,
                "-Djboss.https.port=" + ports.tls,
                "-Djboss.management.http.port=" + ports.management)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.file().toFile());
    builder.environment().put("JAVA_HOME", javaHome());
    builder.environment().put("JBOSS_BASE_DIR", base.toString());
    builder
        .environment()
        .put(
            "JAVA_OPTS",
            "-Xmx300m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.net.preferIPv4Stack=true"
                + " -Djboss.modules.system.pkgs=org.jboss.byteman "
                + String.join(" ", setup.arguments()));
    WildFly started = new WildFly(builder.start(), home, base, log, ports);
    try {
      started.awaitStart();
      return started;
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
  }

  private void awaitStart() {
    for (int i = 0; i < START_MILLIS / LOOK_MILLIS; i++) {
      String said = log.all();
      if (STARTED.stream().anyMatch(said::contains)) {
        return;
      }
      try {
        if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new IllegalStateException("WildFly did not start:\n" + log.all());
  }

  private static String javaHome() {
    return Surroundings.java().resolve("../..").normalize().toString();
  }

  /**
   * Not one of those that the system gives to clients: until WildFly takes it, seconds may pass.
   */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException taken) {
        // Another one, then.
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  public int plainPort() {
    return ports.plain;
  }

  public int tlsPort() {
    return ports.tls;
  }

  /** Where the console is, and {@code jboss-cli} connects to. */
  public int managementPort() {
    return ports.management;
  }

  /** The JVM's, not that of the script. */
  public long pid() {
    return process
        .descendants()
        .filter(one -> one.info().command().orElse("").endsWith("java"))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow();
  }

  /** What {@code jboss-cli}, which comes from 127.0.0.1, says to a command. */
  public String cli(String command) {
    JavaRun run =
        JavaRun.of(
            "jboss-cli",
            Path.of("/usr/bin/env"),
            List.of(
                "JAVA_HOME=" + javaHome(),
                "JAVA_OPTS=-XX:TieredStopAtLevel=1",
                "sh",
                home.resolve("bin/jboss-cli.sh").toString(),
                "--connect",
                "--controller=127.0.0.1:" + ports.management,
                "--command=" + command));
    return run.output() + run.errors();
  }

  /** Its console. */
  public ProcessLog log() {
    return log;
  }

  /** What its log manager writes. */
  public ProcessLog serverLog() {
    return new ProcessLog(base.resolve("log/server.log"));
  }

  /** Ends the script and the JVM that it has started. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }
}
