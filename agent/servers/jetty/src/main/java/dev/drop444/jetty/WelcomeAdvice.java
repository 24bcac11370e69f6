package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Verdict;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps a request from being judged, counted and logged twice when {@code ResourceHandler} hands it
 * to the server again under the name of a welcome file. Stateless.
 */
public final class WelcomeAdvice {

  public WelcomeAdvice(Gates gates) {}

  /**
   * Says that the request has passed.
   *
   * @return false: the method always runs
   */
  public boolean rehandleWelcome(
      Object self, Request request, Response response, Callback callback, String welcome) {
    Marks.rememberVerdict(Request.unWrap(request), Verdict.PASS);
    return false;
  }
}
