package dev.drop444.it.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The application asks for silence by status 444, through Jetty's own API. */
final class JettySilences extends Handler.Abstract {

  private static final int SILENCE = 444;

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    switch (Request.getPathInContext(request)) {
      case "/444/server-status":
        response.setStatus(SILENCE);
        callback.succeeded();
        return true;
      case "/444/server-body":
        response.setStatus(SILENCE);
        response.write(true, ByteBuffer.wrap(new byte[100]), callback);
        return true;
      case "/444/server-error":
        Response.writeError(request, response, callback, SILENCE);
        return true;
      default:
        return false;
    }
  }
}
