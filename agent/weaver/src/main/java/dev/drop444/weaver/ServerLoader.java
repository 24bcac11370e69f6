package dev.drop444.weaver;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
final class ServerLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader agent;
  private final String advicePackage;
  private final Class<?> gatesType;
  private final Object gates;
  private final Map<Class<?>, Object> parts = new HashMap<>();

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
