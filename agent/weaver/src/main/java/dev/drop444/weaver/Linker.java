package dev.drop444.weaver;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.SwitchPoint;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connects a woven call site with its advice, once, when the server first comes by. The result is
 * what the JIT takes for a constant and inlines:
 *
 * <pre>
 * armed?  ── no ──► inert                      the kill switch, first step of detach
 *   └ breaker closed? ── no ──► inert          this advice failed too often
 *       └ advice(receiver, arguments, value)
 *           └ threw? ──► reported, inert
 * </pre>
 *
 * <p>In the end each call site is made to forget us altogether: the JVM keeps a class as it was
 * woven for as long as compiled code of it lies about, and with it all that its call sites hold.
 *
 * <p>Thread-safe.
 */
final class Linker implements Function<Object[], CallSite> {

  private final Bridge bridge;
  private final ServerLoaders loaders;
  private final Watch watch;
  private final SwitchPoint armed = new SwitchPoint();
  private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

  /** Linked call sites that are still there, and what they do without us. */
  private final Map<MutableCallSite, MethodHandle> sites = new WeakHashMap<>();

  private boolean disarmed;

  Linker(Bridge bridge, ServerLoaders loaders, Watch watch) {
    this.bridge = bridge;
    this.loaders = loaders;
    this.watch = watch;
  }

  /** Turns every linked call site inert, at once and for good. */
  void disarm() {
    SwitchPoint.invalidateAll(new SwitchPoint[] {armed});
    synchronized (sites) {
      disarmed = true;
      sites.forEach(MutableCallSite::setTarget);
      MutableCallSite.syncAll(sites.keySet().toArray(new MutableCallSite[0]));
      sites.clear();
    }
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
      Object instance = loaders.of(caller.lookupClass(), advice.family).advice(advice.advice);
      MethodHandle inert = bridge.inert(type, inertKind);
      MethodHandle target = adapt(find(instance, method), type, advice.valueFirst);
      MutableCallSite site = new MutableCallSite(guard(target, inert, where));
      synchronized (sites) {
        if (disarmed) {
          return null;
        }
        sites.put(site, inert);
      }
      return site;
    } catch (Throwable failed) {
      watch.failed(where + " in " + caller.lookupClass().getName(), failed);
      return null;
    }
  }

  private static MethodHandle find(Object advice, String name)
      throws NoSuchMethodException, IllegalAccessException {
    for (Method method : advice.getClass().getMethods()) {
      if (method.getName().equals(name)) {
        return MethodHandles.publicLookup().unreflect(method).bindTo(advice);
      }
    }
    throw new NoSuchMethodException(advice.getClass().getName() + "#" + name);
  }

  private static MethodHandle adapt(MethodHandle advice, MethodType site, boolean valueFirst) {
    if (!valueFirst) {
      return advice.asType(site);
    }
    int count = site.parameterCount();
    MethodType valueLast =
        site.dropParameterTypes(0, 1).appendParameterTypes(site.parameterType(0));
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = (i + 1) % count;
    }
    return MethodHandles.permuteArguments(advice.asType(valueLast), site, order);
  }

  private MethodHandle guard(MethodHandle advice, MethodHandle inert, String where)
      throws ReflectiveOperationException {
    Breaker breaker = breakers.computeIfAbsent(where, key -> new Breaker(key, watch));
    MethodHandle failed =
        MethodHandles.lookup()
            .findVirtual(
                Breaker.class, "failed", MethodType.methodType(void.class, Throwable.class))
            .bindTo(breaker);
    MethodHandle inertAfterFailure =
        MethodHandles.foldArguments(MethodHandles.dropArguments(inert, 0, Throwable.class), failed);
    MethodHandle suppressing =
        MethodHandles.catchException(advice, Throwable.class, inertAfterFailure);
    return armed.guardWithTest(breaker.guard(suppressing, inert), inert);
  }
}
