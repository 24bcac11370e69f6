package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.jetty.io.ErrorPages;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Knows Jetty's own error pages from those of applications: notes on the request that Jetty is
 * about to write one. Stateless; called for errors only.
 */
public final class ErrorPageAdvice {

  private final ErrorPages pages = new ErrorPages();

  public ErrorPageAdvice(Gates gates) {}

  /**
   * The error handler of Jetty's core, and of the servlets of 12.1.
   *
   * @return false: the method always runs
   */
  public boolean generateAcceptableResponse(
      Object self,
      Request request,
      Response response,
      Callback callback,
      String contentType,
      List<?> charsets,
      int code,
      String message,
      @Nullable Throwable cause) {
    if (pages.areJettys(self.getClass())) {
      Marks.rememberServerPage(Request.unWrap(request), cause);
    }
    return false;
  }

  /**
   * The error handler of the servlets of 12.0.
   *
   * @param base a ServletContextRequest, whose class need not be there
   * @return false: the method always runs
   */
  public boolean generateServletResponse(
      Object self,
      Object base,
      Object request,
      Object response,
      int code,
      String message,
      String contentType) {
    if (base instanceof Request && pages.areJettys(self.getClass())) {
      Marks.rememberServerPage(Request.unWrap((Request) base), null);
    }
    return false;
  }

  /**
   * The handler behind all others, which lists the contexts of the server at its root.
   *
   * @return false: the method always runs
   */
  public boolean handle(
      DefaultHandler self, Request request, Response response, Callback callback) {
    if (self.isShowContexts()
        && request.getMethod().equals("GET")
        && "/".equals(Request.getPathInContext(request))) {
      Marks.rememberServerPage(Request.unWrap(request), null);
    }
    return false;
  }
}
