package dev.drop444.weaver;

import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The {@link ServerLoader} of each copy of each server. Holds neither the server nor its advice:
 * undeployed servers and unwoven call sites can be collected. Thread-safe.
 */
final class ServerLoaders {

  private final Instrumentation instrumentation;
  private final Map<String, ServerFamily> families;
  private final Class<?> gatesType;
  private final Function<String, ?> gates;
  private final Map<ClassLoader, Map<String, WeakReference<ServerLoader>>> known =
      new WeakHashMap<>();

  ServerLoaders(
      Instrumentation instrumentation,
      Map<String, ServerFamily> families,
      Class<?> gatesType,
      Function<String, ?> gates) {
    this.instrumentation = instrumentation;
    this.families = Map.copyOf(families);
    this.gatesType = gatesType;
    this.gates = gates;
  }

  /**
   * The loader for a family's advice beside a woven class.
   *
   * @throws IllegalArgumentException if there is no such family
   */
  ServerLoader of(Class<?> woven, String familyName) {
    ServerFamily family = families.get(familyName);
    if (family == null) {
      throw new IllegalArgumentException("No server family " + familyName);
    }
    ServerLoader loader = loaderFor(woven.getClassLoader(), family);
    open(woven.getModule(), family, loader.getUnnamedModule());
    return loader;
  }

  /** Those that are still there. */
  List<ServerLoader> all() {
    synchronized (known) {
      return known.values().stream()
          .flatMap(ofServer -> ofServer.values().stream())
          .map(WeakReference::get)
          .filter(Objects::nonNull)
          .collect(Collectors.toList());
    }
  }

  private ServerLoader loaderFor(@Nullable ClassLoader server, ServerFamily family) {
    synchronized (known) {
      Map<String, WeakReference<ServerLoader>> ofServer =
          known.computeIfAbsent(server, key -> new HashMap<>());
      WeakReference<ServerLoader> reference = ofServer.get(family.name());
      ServerLoader existing = reference == null ? null : reference.get();
      if (existing != null) {
        return existing;
      }
      ServerLoader made =
          new ServerLoader(
              server,
              family.getClass().getClassLoader(),
              family.advicePackage(),
              gatesType,
              gates.apply(family.name()));
      ofServer.put(family.name(), new WeakReference<>(made));
      return made;
    }
  }

  /**
   * Lets advice reach what a server in named modules (Jetty with {@code --jpms}, Tomcat on the
   * module path) does not export. On the class path there is nothing to open.
   */
  private void open(Module server, ServerFamily family, Module advice) {
    if (!server.isNamed()) {
      return;
    }
    ModuleLayer layer = server.getLayer();
    Set<Module> modules = layer == null ? Set.of(server) : layer.modules();
    Set<String> wanted = new HashSet<>(family.innerPackages());
    for (Component component : family.components()) {
      for (Hook hook : component.hooks()) {
        wanted.add(hook.className().substring(0, hook.className().lastIndexOf('.')));
      }
    }
    for (Module module : modules) {
      Map<String, Set<Module>> opens = new HashMap<>();
      for (String name : wanted) {
        if (module.getPackages().contains(name) && !module.isOpen(name, advice)) {
          opens.put(name, Set.of(advice));
        }
      }
      if (!opens.isEmpty()) {
        instrumentation.redefineModule(module, Set.of(), Map.of(), opens, Set.of(), Map.of());
      }
    }
  }
}
