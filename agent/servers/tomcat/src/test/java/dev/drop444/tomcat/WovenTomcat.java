package dev.drop444.tomcat;

import dev.drop444.engine.gate.Gates;
import dev.drop444.weaver.Watch;
import dev.drop444.weaver.Weaving;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A running Tomcat of one version with the real weaver's call sites in it, without an agent. */
final class WovenTomcat implements AutoCloseable {

  final Rules rules = new Rules();
  final List<String> guarded = new CopyOnWriteArrayList<>();
  final List<String> otherConnectors = new CopyOnWriteArrayList<>();
  final List<String> problems = new CopyOnWriteArrayList<>();
  final ServerLog log = new ServerLog();
  final RunningTomcat server;
  final Path jar;

  /** What happens when all call sites are inert and nothing else is undone. */
  volatile Runnable whenDisarmed = () -> {};

  private final Weaving weaving;
  private final TomcatVersion classes;

  WovenTomcat(Path jar, Path base) throws Exception {
    this(jar, base, null);
  }

  WovenTomcat(Path jar, Path base, @Nullable Path keyStore) throws Exception {
    this(jar, base, keyStore, System.getProperty("drop444.test.connector", "Nio"));
  }

  /**
   * One whose ports have a connector of some kind.
   *
   * @param connector {@code Nio} or {@code Nio2}
   */
  WovenTomcat(Path jar, Path base, @Nullable Path keyStore, String connector) throws Exception {
    this.jar = jar;
    AtomicReference<@Nullable ClassFileTransformer> transformer = new AtomicReference<>();
    weaving =
        Weaving.install(
            capturing(transformer),
            List.of(new TomcatFamily()),
            Gates.class,
            name -> rules,
            new Told());
    classes = new TomcatVersion(jar, Objects.requireNonNull(transformer.get()));
    server = classes.start(base, keyStore, connector);
    log.lines.clear();
  }

  /** As just started, as far as tests can tell. */
  void forget() {
    rules.forget();
    server.logged().clear();
    server.loggedInFull().clear();
    server.told().clear();
    log.lines.clear();
  }

  /** Class loading asks the transformer here, so of a JVM's instrumentation little is needed. */
  private Instrumentation capturing(AtomicReference<@Nullable ClassFileTransformer> transformer) {
    return (Instrumentation)
        Proxy.newProxyInstance(
            WovenTomcat.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "addTransformer":
                  transformer.set((ClassFileTransformer) arguments[0]);
                  return null;
                case "removeTransformer":
                  whenDisarmed.run();
                  return true;
                case "getAllLoadedClasses":
                  return new Class<?>[0];
                default:
                  throw new UnsupportedOperationException(method.getName());
              }
            });
  }

  /** Takes drop444 out of it. */
  void detach() {
    weaving.close();
  }

  @Override
  public void close() throws Exception {
    server.close();
    detach();
    classes.close();
    log.close();
  }

  private final class Told implements Watch {
    @Override
    public void guarded(String component, String version) {
      guarded.add(component + " " + version);
    }

    @Override
    public void leftAlone(String component, String version, String reason) {
      (component.contains(" connector") ? otherConnectors : problems)
          .add(component + " " + version + " left alone: " + reason);
    }

    @Override
    public void failed(String where, Throwable failure) {
      problems.add(where + ": " + failure);
    }
  }
}
