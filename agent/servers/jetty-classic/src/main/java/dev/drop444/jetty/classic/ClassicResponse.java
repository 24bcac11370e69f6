package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.ResponseHead;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The response head of a Jetty response, as it would go to the client. */
final class ClassicResponse implements ResponseHead {

  private final MetaData.Response response;
  private final Request request;

  ClassicResponse(MetaData.Response response, Request request) {
    this.response = response;
    this.request = request;
  }

  @Override
  public int status() {
    return response.getStatus();
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    int left = index;
    for (HttpField field : response) {
      if (name.equalsIgnoreCase(field.getName()) && left-- == 0) {
        return field.getValue() == null ? "" : field.getValue();
      }
    }
    return null;
  }

  /** RequestDispatcher.ERROR_EXCEPTION of either Servlet API. */
  @Override
  public @Nullable Throwable failure() {
    Object failure = request.getAttribute("javax.servlet.error.exception");
    if (failure == null) {
      failure = request.getAttribute("jakarta.servlet.error.exception");
    }
    return failure instanceof Throwable ? (Throwable) failure : null;
  }

  @Override
  public boolean isServerErrorPage() {
    return response.getStatus() >= 400 && request.getAttribute(ErrorPageAdvice.SERVER_PAGE) != null;
  }
}
