package dev.drop444.undertow;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Whether Undertow is writing an error page of its own. It leaves no trace of that in the response,
 * and its servlets may live in a class loader that we do not see; but the page is written by the
 * very call that makes it, so the stack tells. Only asked for by rules about such pages.
 */
final class ErrorPage {

  private static final String RESPONSE = "io.undertow.servlet.spec.HttpServletResponseImpl";
  private static final String DISPATCHER = "io.undertow.servlet.spec.RequestDispatcherImpl";
  private static final String STACK_TRACES = "io.undertow.servlet.handlers.ServletDebugPageHandler";
  private static final String SIMPLE = "io.undertow.server.handlers.error.SimpleErrorPageHandler";

  private ErrorPage() {}

  /** Walks this thread's stack. */
  static boolean isBeingWritten() {
    return StackWalker.getInstance().walk(ErrorPage::containsPage);
  }

  private static boolean containsPage(Stream<StackWalker.StackFrame> stack) {
    String calledClass = "";
    String calledMethod = "";
    for (Iterator<StackWalker.StackFrame> frames = stack.iterator(); frames.hasNext(); ) {
      StackWalker.StackFrame frame = frames.next();
      String name = frame.getClassName();
      if (name.equals(STACK_TRACES) || name.startsWith(SIMPLE)) {
        return true;
      }
      if (name.equals(RESPONSE) && frame.getMethodName().equals("doErrorDispatch")) {
        // Otherwise the application's error page is written, or nothing at all.
        return !calledClass.equals(DISPATCHER) && !calledMethod.equals("responseDone");
      }
      calledClass = name;
      calledMethod = frame.getMethodName();
    }
    return false;
  }
}
