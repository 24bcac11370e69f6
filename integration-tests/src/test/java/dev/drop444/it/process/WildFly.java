package dev.drop444.it.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  private final int port;

  private WildFly(Process process, Path base, ProcessLog log, int port) {
    this.process = process;
    this.base = base;
    this.log = log;
    this.port = port;
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
    int port = freePort();
    ProcessLog log = new ProcessLog(directory.resolve("log.txt"));
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                home.resolve("bin/standalone.sh").toString(),
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + freePort(),
                "-Djboss.management.http.port=" + freePort())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.file().toFile());
    builder
        .environment()
        .put("JAVA_HOME", Surroundings.java().resolve("../..").normalize().toString());
    builder.environment().put("JBOSS_BASE_DIR", base.toString());
    builder
        .environment()
        .put(
            "JAVA_OPTS",
            "-Xmx300m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.net.preferIPv4Stack=true"
                + " -Djboss.modules.system.pkgs=org.jboss.byteman "
                + String.join(" ", setup.arguments()));
    WildFly started = new WildFly(builder.start(), base, log, port);
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

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  public int port() {
    return port;
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
