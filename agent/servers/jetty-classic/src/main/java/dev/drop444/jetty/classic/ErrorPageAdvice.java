package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.jetty.io.ErrorPages;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Knows Jetty's own error pages from those of applications: notes on the request that Jetty is
 * about to write one. Stateless; called for errors only.
 */
public final class ErrorPageAdvice {

  static final String SERVER_PAGE = "dev.drop444.page";

  private final ErrorPages pages = new ErrorPages();

  public ErrorPageAdvice(Gates gates) {}

  /**
   * An error handler writes its page.
   *
   * @param servletRequest of the Servlet API, which is javax's or jakarta's
   * @return false: the method always runs
   */
  public boolean generateAcceptableResponse(
      Object self,
      Request request,
      Object servletRequest,
      Object servletResponse,
      int code,
      @Nullable String message) {
    if (pages.areJettys(self.getClass())) {
      request.setAttribute(SERVER_PAGE, true);
    }
    return false;
  }
}
