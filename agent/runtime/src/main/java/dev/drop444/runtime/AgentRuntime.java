package dev.drop444.runtime;

import dev.drop444.engine.Engine;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Mode;
import dev.drop444.engine.config.OnConfigError;
import dev.drop444.engine.config.Sources;
import dev.drop444.engine.gate.Gates;
import dev.drop444.identity.JarIdentity;
import dev.drop444.jetty.JettyFamily;
import dev.drop444.management.bean.Management;
import dev.drop444.runtime.log.DropLog;
import dev.drop444.tomcat.TomcatFamily;
import dev.drop444.undertow.UndertowFamily;
import dev.drop444.weaver.ServerFamily;
import dev.drop444.weaver.Weaving;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * drop444 in one process, from start to close. Starting reads the configuration and registers
 * hooks; logging, caches and everything about a server wait until they are needed, because a server
 * may insist on being first (WildFly and its log manager).
 */
public final class AgentRuntime implements AutoCloseable {

  private final JarIdentity jar;
  private final AgentProperties properties;
  private final Engine engine;
  private final Weaving weaving;
  private final WeavingReport report;

  /** Null until the first connection: no class of JMX is loaded before the application's. */
  private @Nullable Management management;

  private boolean closed;

  /** The last lines of the drop log are written before the process ends. */
  private final Thread atShutdown;

  private AgentRuntime(
      JarIdentity jar, Configuration configuration, Engine engine, Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    this.jar = jar;
    this.properties = AgentProperties.of(instrumentation);
    this.engine = engine;
    this.report = new WeavingReport(engine, configuration.toString());
    engine.add(this::manage);
    List<ServerFamily> families =
        List.of(new TomcatFamily(), new JettyFamily(), new UndertowFamily());
    this.weaving = Weaving.install(instrumentation, families, Gates.class, engine::gates, report);
    this.atShutdown = new Thread(null, engine::close, "drop444-shutdown", 0, false);
    Runtime.getRuntime().addShutdownHook(atShutdown);
    properties.tellRunning(jar.version());
  }

  /**
   * Called by the launcher, by name, before the application's main class runs.
   *
   * @param arguments what stands after {@code -javaagent:drop444.jar=}, or null
   * @param running what runs already, or null
   * @return what runs from now on, as {@link Running} describes it, or null
   * @throws IllegalArgumentException if the configuration is wrong and the operator wants that to
   *     stop the start; its message is the list of problems
   */
  public static @Nullable Object start(
      @Nullable String arguments, Instrumentation instrumentation, @Nullable Object running)
      throws Exception {
    if (running != null) {
      System.err.println("drop444: is already running in this process");
      return running;
    }
    Loaded loaded = Configuration.load(Sources.ofProcess(arguments));
    Configuration configuration = loaded.configuration().orElse(null);
    if (configuration == null) {
      if (loaded.onConfigError() == OnConfigError.STOP) {
        throw new IllegalArgumentException(loaded.report().stripTrailing());
      }
      System.err.print(loaded.report());
      return null;
    }
    if (configuration.get(KeyTable.MODE) == Mode.OFF) {
      return null;
    }
    return new Running(
        install(JarIdentity.own(), configuration, engine(configuration), instrumentation));
  }

  /**
   * Called by the launcher, by name, when somebody attaches to this process.
   *
   * @param arguments an {@link Order}, or settings as above
   * @param running what runs already, or null; maybe of another version
   * @return what runs from now on, or null
   * @throws IllegalArgumentException if the configuration is wrong; then all is as it was
   */
  public static @Nullable Object attach(
      @Nullable String arguments, Instrumentation instrumentation, @Nullable Object running)
      throws Exception {
    return new Attached(instrumentation, running).obey(arguments);
  }

  /** An engine that guards nothing yet. */
  static Engine engine(Configuration configuration) {
    return Engine.start(configuration, DropLog.of(configuration));
  }

  /** Puts an engine into the servers of this process; closes it if that fails. */
  static AgentRuntime install(
      JarIdentity jar, Configuration configuration, Engine engine, Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    try {
      return new AgentRuntime(jar, configuration, engine, instrumentation);
    } catch (ReflectiveOperationException | IOException | RuntimeException failure) {
      engine.close();
      throw failure;
    }
  }

  JarIdentity jar() {
    return jar;
  }

  Engine engine() {
    return engine;
  }

  /** Which servers are guarded and which are not, a sentence each. */
  List<String> servers() {
    return report.servers();
  }

  /** Shows over JMX what is new; at first when somebody asks, or after the first connection. */
  synchronized void manage() {
    if (closed || !hasManagement()) {
      return;
    }
    Management made = management;
    if (made == null) {
      made = new Management(engine, jar.version(), report::servers);
      management = made;
    }
    made.refresh();
  }

  /** A Java for one application may have been made without. */
  static boolean hasManagement() {
    return ModuleLayer.boot().findModule("java.management").isPresent();
  }

  private synchronized void leaveManagement() {
    closed = true;
    if (management != null) {
      management.close();
    }
  }

  /** Leaves the servers as they were. The engine can still be asked. */
  void leaveServers() {
    engine.leave();
    weaving.close();
  }

  /** Leaves the servers as they were, then says what is yet to be said. */
  @Override
  public void close() {
    leaveServers();
    leaveManagement();
    engine.close();
    properties.tellRunning(null);
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException shuttingDown) {
      // It runs already, or has run.
    }
  }
}
