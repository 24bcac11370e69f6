package dev.drop444.weaver;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Connects a woven call site with its advice, once, when the server first comes by. The result is
 * what the JIT takes for a constant and inlines:
 *
 * <pre>
 * call site ──► AdviceCall ──► advice(receiver, arguments, value)
 *     │              └ threw? ──► reported, inert
 *     └ made to lead to inert instead:    by the kill switch, first step of detach
 *                                         by a breaker, when this advice failed too often
 * </pre>
 *
 * <p>An inert call site has forgotten us altogether: the JVM keeps a class as it was woven for as
 * long as compiled code of it lies about, and with it all that its call sites hold.
 *
 * <p>Thread-safe.
 */
final class Linker implements Function<Object[], CallSite> {

  private final Bridge bridge;
  private final ServerLoaders loaders;
  private final Watch watch;
  private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

  /** Linked call sites that are still there. */
  private final Map<MutableCallSite, Linked> sites = new WeakHashMap<>();

  private boolean disarmed;

  Linker(Bridge bridge, ServerLoaders loaders, Watch watch) {
    this.bridge = bridge;
    this.loaders = loaders;
    this.watch = watch;
  }

  /** Turns every linked call site inert, at once and for good. */
  void disarm() {
    synchronized (sites) {
      disarmed = true;
      turnInert(linked -> true);
    }
  }

  private void switchOff(String where) {
    synchronized (sites) {
      turnInert(linked -> linked.where.equals(where));
    }
  }

  private void turnInert(Predicate<Linked> which) {
    List<MutableCallSite> inert = new ArrayList<>();
    for (Map.Entry<MutableCallSite, Linked> entry : sites.entrySet()) {
      if (which.test(entry.getValue())) {
        entry.getKey().setTarget(entry.getValue().inert);
        inert.add(entry.getKey());
      }
    }
    MutableCallSite.syncAll(inert.toArray(new MutableCallSite[0]));
    sites.keySet().removeAll(inert);
  }

  /** The arguments are those that {@code Drop444Bridge.linker} documents. */
  @Override
  public @Nullable CallSite apply(Object[] arguments) {
    MethodHandles.Lookup caller = (MethodHandles.Lookup) arguments[0];
    String method = (String) arguments[1];
    MethodType type = (MethodType) arguments[2];
    String name = (String) arguments[3];
    int inertKind = (Integer) arguments[4];
    AdviceName advice = AdviceName.parse(name);
    String where = advice.family + "/" + advice.advice + "#" + method;
    try {
      ServerLoader loader = loaders.of(caller.lookupClass(), advice.family);
      Object instance = loader.advice(advice.advice);
      Breaker breaker =
          breakers.computeIfAbsent(where, key -> new Breaker(key, watch, this::switchOff));
      MethodHandle target =
          loader.call(
              instance,
              find(instance, method),
              type,
              advice.valueFirst,
              inertKind == Bridge.FIRST_ARGUMENT,
              breaker);
      MutableCallSite site = new MutableCallSite(target.asType(type));
      synchronized (sites) {
        if (disarmed || breaker.isOpen()) {
          return null;
        }
        sites.put(site, new Linked(where, bridge.inert(type, inertKind)));
      }
      return site;
    } catch (Throwable failed) {
      watch.failed(where + " in " + caller.lookupClass().getName(), failed);
      return null;
    }
  }

  private static Method find(Object advice, String name) throws NoSuchMethodException {
    for (Method method : advice.getClass().getMethods()) {
      if (method.getName().equals(name)) {
        return method;
      }
    }
    throw new NoSuchMethodException(advice.getClass().getName() + "#" + name);
  }

  /** Where a call site leads to, and what it does without us. */
  private static final class Linked {
    final String where;
    final MethodHandle inert;

    Linked(String where, MethodHandle inert) {
      this.where = where;
      this.inert = inert;
    }
  }
}
