package dev.drop444.it.benchmark.side;

import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Setup;

/** A Java server in its process. */
public final class JavaSide implements Side {

  private final String name;
  private final ServerProcess process;

  private JavaSide(String name, ServerProcess process) {
    this.name = name;
    this.process = process;
  }

  /**
   * Starts one with both compilers, and a heap of fixed size, so that no collection is due to its
   * growth.
   */
  public static JavaSide start(String name, Server server, Setup setup) {
    Setup measured = setup.option("-Xms512m").option("-Xmx512m").option("-XX:TieredStopAtLevel=4");
    return new JavaSide(name, ServerProcess.start(server, measured));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public int port() {
    return process.plainPort();
  }

  @Override
  public void keep() {
    process.visits();
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() {
    process.close();
  }
}
