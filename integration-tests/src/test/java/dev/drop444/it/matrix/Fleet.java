package dev.drop444.it.matrix;

import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Setup;
import java.util.HashMap;
import java.util.Map;

/** One server's processes, one a configuration, each started when a test first asks for it. */
final class Fleet implements AutoCloseable {

  private final Server server;
  private final Map<Setup, Subject> subjects = new HashMap<>();

  Fleet(Server server) {
    this.server = server;
  }

  synchronized Subject under(Setup setup) {
    return subjects.computeIfAbsent(
        setup, missing -> new Subject(ServerProcess.start(server, missing)));
  }

  @Override
  public synchronized void close() {
    subjects.values().forEach(subject -> subject.process().close());
    subjects.clear();
  }
}
