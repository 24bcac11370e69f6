package dev.drop444.jetty.io;

import java.lang.reflect.Method;

/** Knows error handlers that write Jetty's own page from those that write another. Thread-safe. */
public final class ErrorPages {

  private final ClassValue<Boolean> jettys =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return !writesItsOwnPage(type);
        }
      };

  /** Whether the page of an error handler's class is Jetty's, or its subclass writes its own. */
  public boolean areJettys(Class<?> handler) {
    return jettys.get(handler);
  }

  private static boolean writesItsOwnPage(Class<?> type) {
    for (Class<?> c = type; c != null && !isJettys(c); c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        String name = method.getName();
        if (name.startsWith("generate")
            || name.startsWith("write")
            || name.equals("handleErrorPage")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isJettys(Class<?> type) {
    return type.getName().startsWith("org.eclipse.jetty.");
  }
}
