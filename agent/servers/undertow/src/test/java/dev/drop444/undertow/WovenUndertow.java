package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import dev.drop444.weaver.Watch;
import dev.drop444.weaver.Weaving;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A running Undertow of one version with the real weaver's call sites in it, without an agent. */
final class WovenUndertow implements AutoCloseable {

  /** So many bytes of a request body are easily exceeded. */
  static final long SMALL = 1_000;

  /** So many are not. */
  static final long LARGE = 100_000_000;

  final Rules rules = new Rules();
  final List<String> problems = new CopyOnWriteArrayList<>();
  final RunningUndertow server;
  private final AtomicReference<@Nullable ClassFileTransformer> transformer =
      new AtomicReference<>();
  private final Weaving weaving;
  private final UndertowVersion classes;

  WovenUndertow(Path jar, KeyStoreFile keys) throws Exception {
    this(jar, keys, SMALL);
  }

  WovenUndertow(Path jar, KeyStoreFile keys, long maxEntitySize) throws Exception {
    weaving = install();
    classes = new UndertowVersion(jar, Objects.requireNonNull(transformer.get()));
    server = start(classes, keys, maxEntitySize);
  }

  /** With a name of its own for the worker. */
  WovenUndertow(Path jar, KeyStoreFile keys, String worker) throws Exception {
    weaving = install();
    classes = new UndertowVersion(jar, Objects.requireNonNull(transformer.get()));
    server =
        (RunningUndertow)
            classes
                .loadClass(EmbeddedUndertow.class.getName())
                .getConstructor(Path.class, char[].class, long.class, String.class)
                .newInstance(keys.path(), keys.password(), SMALL, worker);
  }

  /** That sends back what it gets, read with buffers of so many bytes. */
  WovenUndertow(Path jar, int bufferSize, KeyStoreFile keys) throws Exception {
    weaving = install();
    classes = new UndertowVersion(jar, Objects.requireNonNull(transformer.get()));
    server =
        (RunningUndertow)
            classes
                .loadClass(EmbeddedEcho.class.getName())
                .getConstructor(Path.class, char[].class, int.class)
                .newInstance(keys.path(), keys.password(), bufferSize);
  }

  /** With servlets in place of handlers. */
  WovenUndertow(Path jar, Path servlets) throws Exception {
    weaving = install();
    classes = new UndertowVersion(jar, servlets, Objects.requireNonNull(transformer.get()));
    server =
        (RunningUndertow)
            classes.loadClass(EmbeddedServlets.class.getName()).getConstructor().newInstance();
  }

  private Weaving install() throws Exception {
    return Weaving.install(
        capturing(transformer),
        List.of(new UndertowFamily()),
        Gates.class,
        name -> rules,
        new Told());
  }

  /** Starts the Undertow that a loader holds. */
  static RunningUndertow start(UndertowVersion classes, KeyStoreFile keys, long maxEntitySize)
      throws Exception {
    return (RunningUndertow)
        classes
            .loadClass(EmbeddedUndertow.class.getName())
            .getConstructor(Path.class, char[].class, long.class)
            .newInstance(keys.path(), keys.password(), maxEntitySize);
  }

  /** Class loading asks the transformer here, so of a JVM's instrumentation little is needed. */
  private static Instrumentation capturing(
      AtomicReference<@Nullable ClassFileTransformer> transformer) {
    return (Instrumentation)
        Proxy.newProxyInstance(
            WovenUndertow.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "addTransformer":
                  transformer.set((ClassFileTransformer) arguments[0]);
                  return null;
                case "removeTransformer":
                  return true;
                case "getAllLoadedClasses":
                  return new Class<?>[0];
                default:
                  throw new UnsupportedOperationException(method.getName());
              }
            });
  }

  /** Waits until neither server nor XNIO counts anything any more, and fails if that never is. */
  void awaitNothingHeld() {
    Await.that(() -> server.held() == 0);
  }

  /** How many connections our side still keeps, beside this server's copy of it. */
  int watched() throws ReflectiveOperationException {
    ClassLoader advice = rules.opened.get(0).connection.getClass().getClassLoader();
    Method count = advice.loadClass(Connections.class.getName()).getDeclaredMethod("count");
    count.setAccessible(true);
    return (int) count.invoke(null);
  }

  @Override
  public void close() throws Exception {
    server.close();
    weaving.close();
    classes.close();
  }

  private final class Told implements Watch {
    @Override
    public void guarded(String component, String version) {}

    @Override
    public void leftAlone(String component, String version, String reason) {
      problems.add(component + " " + version + " left alone: " + reason);
    }

    @Override
    public void failed(String where, Throwable failure) {
      problems.add(where + ": " + failure);
    }
  }
}
