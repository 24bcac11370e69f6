package dev.drop444.jetty.io;

/**
 * The methods that have led to a hook. A look at them takes microseconds, so only for what is rare.
 */
public final class CallStack {

  private static final StackWalker STACK = StackWalker.getInstance();

  private CallStack() {}

  /** Whether a method of this class, of whatever parameters, is among them. */
  public static boolean has(Class<?> type, String method) {
    return STACK.walk(
        frames ->
            frames.anyMatch(
                frame ->
                    frame.getMethodName().equals(method)
                        && frame.getClassName().equals(type.getName())));
  }
}
