package dev.drop444.weaver;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.lang.Drop444Bridge} as the weaver uses it. By reflection, because a class of {@code
 * java.lang} that the JDK does not have cannot be compiled against with {@code --release}.
 *
 * <p>Thread-safe after construction.
 */
final class Bridge {

  static final int FIRST_ARGUMENT = 1;

  private static final String NAME = "java.lang.Drop444Bridge";

  private final Class<?> type;
  private final MethodHandle inert;

  private Bridge(Class<?> type) throws ReflectiveOperationException {
    this.type = type;
    this.inert =
        MethodHandles.publicLookup()
            .findStatic(
                type,
                "inert",
                MethodType.methodType(MethodHandle.class, MethodType.class, int.class));
  }

  /**
   * The bridge of this process; defines it if no drop444 was here before.
   *
   * <p>{@code java.lang} is opened to the caller's own unnamed module only, which goes away with
   * the agent's loader, and not to the application.
   *
   * @throws ReflectiveOperationException if the JVM refuses
   */
  static Bridge install(Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    Class<?> bridge = find(null);
    if (bridge == null) {
      Module own = Bridge.class.getModule();
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of(),
          Map.of("java.lang", Set.of(own)),
          Set.of(),
          Map.of());
      bridge =
          MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
              .defineClass(classFile());
    }
    return new Bridge(bridge);
  }

  /** The bridge that is there already; for tests that put it into {@code java.base} themselves. */
  static Bridge present() throws ReflectiveOperationException {
    return new Bridge(Class.forName(NAME, false, null));
  }

  private static byte[] classFile() throws IOException {
    String resource = NAME.replace('.', '/') + ".class";
    try (InputStream in = Bridge.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing from the agent's jar");
      }
      return in.readAllBytes();
    }
  }

  /** Whether code of a loader would find the bridge; if not, weaving it would break it. */
  boolean visibleTo(@Nullable ClassLoader loader) {
    return find(loader) == type;
  }

  private static @Nullable Class<?> find(@Nullable ClassLoader loader) {
    try {
      return Class.forName(NAME, false, loader);
    } catch (ClassNotFoundException | LinkageError absent) {
      return null;
    }
  }

  /** What a call site does while nothing is linked to it. */
  MethodHandle inert(MethodType site, int kind) {
    try {
      return (MethodHandle) inert.invokeExact(site, kind);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Who links call sites from now on; null leaves new ones inert. */
  void setLinker(@Nullable Function<Object[], CallSite> linker)
      throws ReflectiveOperationException {
    type.getField("linker").set(null, linker);
  }
}
