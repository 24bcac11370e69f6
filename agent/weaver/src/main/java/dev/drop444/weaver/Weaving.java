package dev.drop444.weaver;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * drop444 inside the servers of this process, from {@link #install} to {@link #close}.
 *
 * <p>Installing weaves server classes as they load, and those that are loaded already in place.
 * Closing is the exact reverse: call sites inert, linker gone, transformer gone, classes as they
 * were. Both leave the server answering at every moment.
 */
public final class Weaving implements AutoCloseable {

  private final Instrumentation instrumentation;
  private final Bridge bridge;
  private final ServerLoaders loaders;
  private final Linker linker;
  private final ServerTransformer transformer;
  private final Watch watch;

  private Weaving(
      Instrumentation instrumentation,
      Bridge bridge,
      ServerLoaders loaders,
      Linker linker,
      ServerTransformer transformer,
      Watch watch) {
    this.instrumentation = instrumentation;
    this.bridge = bridge;
    this.loaders = loaders;
    this.linker = linker;
    this.transformer = transformer;
    this.watch = watch;
  }

  /**
   * Installs.
   *
   * @param gatesType a parameter type of advice's constructors; its package is shared with the
   *     advice, everything else of the agent is hidden from it
   * @param gates what advice is constructed with, by the family's name
   * @throws ReflectiveOperationException if this JVM does not let the bridge in
   * @throws IOException if the agent's jar cannot be read
   */
  public static <G> Weaving install(
      Instrumentation instrumentation,
      Collection<ServerFamily> families,
      Class<G> gatesType,
      Function<String, G> gates,
      Watch watch)
      throws ReflectiveOperationException, IOException {
    Bridge bridge = Bridge.install(instrumentation);
    Map<String, ServerFamily> byName = new LinkedHashMap<>();
    families.forEach(family -> byName.put(family.name(), family));
    ServerLoaders loaders = new ServerLoaders(instrumentation, byName, gatesType, gates);
    Linker linker = new Linker(bridge, loaders, watch);
    ServerTransformer transformer =
        new ServerTransformer(bridge, families, watch, AsmClassWeaver::new);
    Weaving weaving = new Weaving(instrumentation, bridge, loaders, linker, transformer, watch);
    bridge.setLinker(linker);
    instrumentation.addTransformer(transformer, true);
    weaving.retransformLoaded();
    return weaving;
  }

  /** Undoes {@link #install}. May be called more than once. Never throws. */
  @Override
  public void close() {
    // Nobody else may hold them any more once call sites have forgotten us.
    List<ServerLoader> besides = loaders.all();
    linker.disarm();
    try {
      bridge.setLinker(null);
    } catch (ReflectiveOperationException | RuntimeException failure) {
      watch.failed("unlinking", failure);
    }
    if (instrumentation.removeTransformer(transformer)) {
      retransformLoaded();
      for (ServerLoader beside : besides) {
        try {
          beside.closeParts();
        } catch (Exception | LinkageError failure) {
          watch.failed("closing what is beside a server", failure);
        }
      }
    }
  }

  private void retransformLoaded() {
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> candidate : instrumentation.getAllLoadedClasses()) {
      if (transformer.classNames().contains(candidate.getName().replace('.', '/'))
          && instrumentation.isModifiableClass(candidate)) {
        loaded.add(candidate);
      }
    }
    if (loaded.isEmpty()) {
      return;
    }
    try {
      // All at once is one pause of the server instead of many.
      instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
      return;
    } catch (UnmodifiableClassException | RuntimeException | LinkageError refused) {
      // Below.
    }
    // One by one: a class that the JVM refuses must not keep the others from being done.
    for (Class<?> one : loaded) {
      try {
        instrumentation.retransformClasses(one);
      } catch (UnmodifiableClassException | RuntimeException | LinkageError failure) {
        watch.failed("retransforming " + one.getName(), failure);
      }
    }
  }
}
