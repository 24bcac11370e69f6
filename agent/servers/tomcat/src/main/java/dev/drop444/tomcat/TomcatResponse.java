package dev.drop444.tomcat;

import dev.drop444.engine.gate.ResponseHead;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.catalina.connector.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's response as the response gate sees it: Coyote's response just before its head is
 * written. Only looks.
 */
final class TomcatResponse implements ResponseHead {

  private final Response response;
  private final boolean serverErrorPage;
  private final ServletApi servletApi;

  TomcatResponse(Response response, boolean serverErrorPage, ServletApi servletApi) {
    this.response = response;
    this.serverErrorPage = serverErrorPage;
    this.servletApi = servletApi;
  }

  @Override
  public int status() {
    return response.getStatus();
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    String apart = index == 0 ? keptApart(name) : null;
    if (apart != null) {
      return apart;
    }
    MimeHeaders fields = response.getMimeHeaders();
    int left = index;
    for (int i = 0; i < fields.size(); i++) {
      if (fields.getName(i).equalsIgnoreCase(name) && left-- == 0) {
        return TomcatRequest.text(fields.getValue(i));
      }
    }
    return null;
  }

  /** Fields that Tomcat adds to the others when it writes the head. */
  private @Nullable String keptApart(String name) {
    switch (name) {
      case "content-type":
        return response.getContentType();
      case "content-language":
        return response.getContentLanguage();
      case "content-length":
        long length = response.getContentLengthLong();
        return length < 0 ? null : Long.toString(length);
      default:
        return null;
    }
  }

  @Override
  public @Nullable Throwable failure() {
    Object request = response.getRequest().getNote(CoyoteAdapter.ADAPTER_NOTES);
    Object thrown =
        request instanceof Request
            ? ((Request) request).getAttribute(servletApi.errorException())
            : null;
    return thrown instanceof Throwable ? (Throwable) thrown : null;
  }

  @Override
  public boolean isServerErrorPage() {
    return serverErrorPage;
  }
}
