package dev.drop444.runtime;

import dev.drop444.engine.Engine;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Mode;
import dev.drop444.engine.config.OnConfigError;
import dev.drop444.engine.config.Sources;
import dev.drop444.engine.gate.Gates;
import dev.drop444.jetty.JettyFamily;
import dev.drop444.tomcat.TomcatFamily;
import dev.drop444.undertow.UndertowFamily;
import dev.drop444.weaver.ServerFamily;
import dev.drop444.weaver.Weaving;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * drop444 in one process, from start to close. Starting reads the configuration and registers
 * hooks; logging, caches and everything about a server wait until they are needed, because a server
 * may insist on being first (WildFly and its log manager).
 */
public final class AgentRuntime implements AutoCloseable {

  private final Weaving weaving;
  private final Engine engine;

  /** The last lines of the drop log are written before the process ends. */
  private final Thread atShutdown;

  private AgentRuntime(Weaving weaving, Engine engine) {
    this.weaving = weaving;
    this.engine = engine;
    this.atShutdown = new Thread(null, engine::close, "drop444-shutdown", 0, false);
    Runtime.getRuntime().addShutdownHook(atShutdown);
  }

  /**
   * Called by the launcher, by name.
   *
   * @param arguments what stands after {@code -javaagent:drop444.jar=}, or null
   * @return what takes drop444 off again
   * @throws IllegalArgumentException if the configuration is wrong and the operator wants that to
   *     stop the start; its message is the list of problems
   */
  public static AutoCloseable start(@Nullable String arguments, Instrumentation instrumentation)
      throws Exception {
    Loaded loaded = Configuration.load(Sources.ofProcess(arguments));
    Configuration configuration = loaded.configuration().orElse(null);
    if (configuration == null) {
      if (loaded.onConfigError() == OnConfigError.STOP) {
        throw new IllegalArgumentException(loaded.report().stripTrailing());
      }
      System.err.print(loaded.report());
      return () -> {};
    }
    if (configuration.get(KeyTable.MODE) == Mode.OFF) {
      return () -> {};
    }
    // A lambda, so that not even Logback's types are loaded before the first line is written.
    @SuppressWarnings("UnnecessaryLambda")
    Supplier<Logger> log = () -> StandardErrorLog.open();
    Engine engine = Engine.start(configuration, log);
    List<ServerFamily> families =
        List.of(new TomcatFamily(), new JettyFamily(), new UndertowFamily());
    Weaving weaving =
        Weaving.install(
            instrumentation,
            families,
            Gates.class,
            engine,
            new WeavingReport(engine, configuration.toString()));
    return new AgentRuntime(weaving, engine);
  }

  /** Leaves the servers as they were, then says what is yet to be said. */
  @Override
  public void close() {
    weaving.close();
    engine.close();
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException shuttingDown) {
      // It runs already, or has run.
    }
  }
}
