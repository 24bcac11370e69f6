package dev.drop444.weaver;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads one family's advice beside one copy of that server: a child of the server's own loader, so
 * that advice is compiled and linked against exactly the classes that it advises.
 *
 * <pre>
 * server's loader              the agent's loader
 *   ▲  server and JDK types      ▲  the gates' package, shared
 *   └──────── ServerLoader ──────┘
 *              the family's package, defined here
 * </pre>
 *
 * <p>Held by the call sites that it serves and by nothing else, so it goes when they go. Parts that
 * are {@link AutoCloseable} are closed before.
 */
final class ServerLoader extends ClassLoader implements Supplier<Object> {

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader agent;
  private final String advicePackage;
  private final Class<?> gatesType;
  private final Object gates;
  private final Map<Class<?>, Object> parts = new HashMap<>();

  /** Calls of advice that were made; the lock of their making. */
  private final AtomicInteger calls = new AtomicInteger();

  /** What the call that is being made holds; guarded by {@link #calls}. */
  private Object @Nullable [] held;

  ServerLoader(
      @Nullable ClassLoader server,
      ClassLoader agent,
      String advicePackage,
      Class<?> gatesType,
      Object gates) {
    super("drop444-" + advicePackage, server);
    this.agent = agent;
    this.advicePackage = advicePackage + ".";
    this.gatesType = gatesType;
    this.gates = gates;
  }

  /**
   * The advice of a name, or what advice shares, made at its first use.
   *
   * @param simpleName of a class in the family's package, of which no constructor may need itself
   */
  Object advice(String simpleName) throws ReflectiveOperationException {
    Class<?> type = loadClass(advicePackage + simpleName);
    synchronized (parts) {
      return part(type);
    }
  }

  /**
   * What call sites of a type lead to: a method of a class beside the advice, see {@link
   * AdviceCall}.
   *
   * @param advice one of this loader's
   * @param failed is told what the advice throws
   */
  MethodHandle call(
      Object advice,
      Method method,
      MethodType site,
      boolean valueFirst,
      boolean inertIsFirst,
      Consumer<Throwable> failed)
      throws ReflectiveOperationException {
    Class<?> owner = advice.getClass();
    synchronized (calls) {
      String name = owner.getName() + "$Call" + calls.getAndIncrement();
      byte[] classFile = AdviceCall.classFile(name, owner, method, site, valueFirst, inertIsFirst);
      Class<?> call =
          defineClass(
              name, classFile, 0, classFile.length, ServerLoader.class.getProtectionDomain());
      held = new Object[] {advice, failed, site.returnType()};
      try {
        // Now: a method handle of a class that is not initialized yet is a slow one.
        Class.forName(name, true, this);
      } finally {
        held = null;
      }
      for (Method candidate : call.getMethods()) {
        if (candidate.getName().equals(AdviceCall.METHOD)) {
          return MethodHandles.publicLookup().unreflect(candidate);
        }
      }
      throw new NoSuchMethodException(name);
    }
  }

  /** For the class that {@link #call} is just making. */
  @Override
  public Object get() {
    synchronized (calls) {
      return Objects.requireNonNull(held);
    }
  }

  /**
   * Lets advice take away what it has left in the server; call sites do not lead here any more.
   *
   * @throws Exception what the last one threw that failed; the others were closed
   */
  void closeParts() throws Exception {
    List<Object> all;
    synchronized (parts) {
      all = new ArrayList<>(parts.values());
      parts.clear();
    }
    Exception failed = null;
    for (Object part : all) {
      if (part instanceof AutoCloseable) {
        try {
          ((AutoCloseable) part).close();
        } catch (Exception failure) {
          failed = failure;
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  /** The one instance of an advice, or of what advice has in common, beside this server. */
  private Object part(Class<?> type) throws ReflectiveOperationException {
    if (type == gatesType) {
      return gates;
    }
    Object existing = parts.get(type);
    if (existing != null) {
      return existing;
    }
    Constructor<?>[] constructors = type.getConstructors();
    if (constructors.length != 1) {
      throw new NoSuchMethodException("the one public constructor of " + type.getName());
    }
    Class<?>[] types = constructors[0].getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = part(types[i]);
    }
    Object made = constructors[0].newInstance(arguments);
    parts.put(type, made);
    return made;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(advicePackage)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }
    if (name.startsWith(gatesType.getPackageName() + ".")) {
      return agent.loadClass(name);
    }
    return super.loadClass(name, resolve);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = agent.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] classFile = in.readAllBytes();
      return defineClass(
          name, classFile, 0, classFile.length, ServerLoader.class.getProtectionDomain());
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }
}
