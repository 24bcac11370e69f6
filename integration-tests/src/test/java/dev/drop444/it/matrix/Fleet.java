package dev.drop444.it.matrix;

import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Setup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One server's processes, one a configuration, each started when a test first asks for it. */
final class Fleet implements AutoCloseable {

  private final Server server;
  private final Map<Setup, Subject> subjects = new HashMap<>();

  /** One that did not start is not tried for every case again. */
  private final Set<Setup> tried = new HashSet<>();

  Fleet(Server server) {
    this.server = server;
  }

  synchronized Subject under(Setup setup) {
    Subject subject = subjects.get(setup);
    if (subject == null) {
      if (!tried.add(setup)) {
        throw new IllegalStateException(server + " did not start as " + setup + " before");
      }
      subject = start(setup);
      subjects.put(setup, subject);
    }
    return subject;
  }

  private Subject start(Setup setup) {
    ServerProcess process = ServerProcess.start(server, setup);
    try {
      return new Subject(process);
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    subjects.values().forEach(subject -> subject.process().close());
    subjects.clear();
  }
}
