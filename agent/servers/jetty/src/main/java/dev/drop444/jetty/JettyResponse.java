package dev.drop444.jetty;

import dev.drop444.engine.gate.ResponseHead;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.jspecify.annotations.Nullable;

/** The response head of a Jetty response, as it would go to the client. */
final class JettyResponse implements ResponseHead {

  /** RequestDispatcher.ERROR_EXCEPTION of the Servlet API, which need not be there. */
  private static final String SERVLET_EXCEPTION = "jakarta.servlet.error.exception";

  private final MetaData.Response response;
  private final Request sent;
  private final HttpChannelState channel;
  private final PrivateMembers members;

  JettyResponse(
      MetaData.Response response, Request sent, HttpChannelState channel, PrivateMembers members) {
    this.response = response;
    this.sent = sent;
    this.channel = channel;
    this.members = members;
  }

  @Override
  public int status() {
    return response.getStatus();
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    int left = index;
    for (HttpField field : response.getHttpFields()) {
      if (field.is(name) && left-- == 0) {
        return field.getValue() == null ? "" : field.getValue();
      }
    }
    return null;
  }

  /**
   * A servlet's exception, a handler's, or what a handler gave to Jetty's page as the cause of an
   * error.
   */
  @Override
  public @Nullable Throwable failure() {
    Object ofServlet = sent.getAttribute(SERVLET_EXCEPTION);
    if (ofServlet instanceof Throwable) {
      return (Throwable) ofServlet;
    }
    Throwable ofHandler = members.failureOf(channel);
    if (ofHandler != null) {
      return ofHandler;
    }
    Object ofPage = sent.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    return ofPage instanceof Throwable ? (Throwable) ofPage : Marks.causeOfServerPage(sent);
  }

  @Override
  public boolean isServerErrorPage() {
    return response.getStatus() >= 400 && Marks.isServerPage(sent);
  }
}
