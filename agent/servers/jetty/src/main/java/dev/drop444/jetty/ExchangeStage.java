package dev.drop444.jetty;

import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;

/**
 * How far an exchange has come when its callback is failed. Only then it is asked for, so that
 * requests that go well pay nothing for it.
 */
enum ExchangeStage {
  /** The parser failed it; no handler was called. */
  PARSING,
  /** Jetty failed it between parser and handlers: URI compliance, customizers. */
  CUSTOMIZING,
  /** A handler or the application had it. */
  HANDLING;

  private static final StackWalker STACK = StackWalker.getInstance();
  private static final String SERVER = "org.eclipse.jetty.server.Server";
  private static final String INVOKER =
      "org.eclipse.jetty.server.internal.HttpChannelState$HandlerInvoker";

  /** The stage of a dispatched exchange whose callback is being failed on this very thread. */
  static ExchangeStage ofDispatched(Request sent) {
    // What a handler throws comes to the callback when the frame of Server.handle is gone.
    if (Marks.takeThrownByHandler(sent)) {
      return HANDLING;
    }
    return STACK.walk(ExchangeStage::innermost);
  }

  /** The innermost of Jetty's two frames; without any, a handler went asynchronous. */
  private static ExchangeStage innermost(Stream<StackWalker.StackFrame> frames) {
    return frames
        .map(frame -> frame.getClassName() + "#" + frame.getMethodName())
        .filter(frame -> frame.equals(SERVER + "#handle") || frame.equals(INVOKER + "#run"))
        .findFirst()
        .map(frame -> frame.startsWith(INVOKER) ? CUSTOMIZING : HANDLING)
        .orElse(HANDLING);
  }
}
