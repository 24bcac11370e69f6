package dev.drop444.it.benchmark.measure;

import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.Surroundings;
import dev.drop444.it.proxies.Proxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the figures were taken on. */
public final class Machine {

  private Machine() {}

  /** A few lines about it. */
  public static String describe() {
    return String.join(
        "\n",
        "CPU: " + line("/proc/cpuinfo", "model name") + ", cores: " + cores(),
        "Memory: " + line("/proc/meminfo", "MemTotal"),
        "Kernel: " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "Java of servers and clients: " + java(),
        version(Proxy.NGINX),
        version(Proxy.HAPROXY),
        "Load of the last minute at the start: " + load());
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String line(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("unknown");
    } catch (IOException notThere) {
      return "unknown";
    }
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
    } catch (IOException notThere) {
      return "unknown";
    }
  }

  private static String java() {
    String said = JavaRun.of("version", Surroundings.java(), List.of("-version")).errors();
    return said.lines().skip(1).findFirst().orElse("unknown");
  }

  private static String version(Proxy proxy) {
    return proxy
        .program()
        .map(program -> JavaRun.of("version", program, List.of("-v")))
        .flatMap(run -> (run.output() + run.errors()).lines().findFirst())
        .orElse(proxy + ": not installed");
  }
}
