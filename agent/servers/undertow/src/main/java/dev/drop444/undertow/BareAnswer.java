package dev.drop444.undertow;

import dev.drop444.engine.gate.Verdict;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpAttachments;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import org.xnio.ChannelListeners;
import org.xnio.channels.StreamSinkChannel;

/**
 * A status, {@code Content-Length: 0}, and {@code Retry-After} if there is one. Undertow adds
 * {@code Date}, and {@code Connection: close} where the connection ends by its rules.
 */
final class BareAnswer {

  private BareAnswer() {}

  /** Empties the response of whatever the application has put into it. Nothing was sent yet. */
  @SuppressWarnings("removal") // the only way to take cookies out again, in all versions
  static void prepare(HttpServerExchange exchange, Verdict verdict) {
    exchange.setStatusCode(verdict.status());
    exchange.setReasonPhrase(StatusCodes.getReason(verdict.status()));
    exchange.getResponseCookies().clear();
    exchange.removeAttachment(HttpAttachments.RESPONSE_TRAILERS);
    exchange.removeAttachment(HttpAttachments.RESPONSE_TRAILER_SUPPLIER);
    HeaderMap fields = exchange.getResponseHeaders();
    fields.clear();
    fields.put(Headers.CONTENT_LENGTH, "0");
    if (verdict.retryAfterSeconds() > 0) {
      fields.put(Headers.RETRY_AFTER, Integer.toString(verdict.retryAfterSeconds()));
    }
  }

  /** Takes out what Undertow adds by habit (RFC 9112 section 9.3: HTTP/1.1 persists by default). */
  static void strip(HttpServerExchange exchange) {
    if (exchange.isHttp11()
        && exchange.isPersistent()
        && exchange.getResponseHeaders().contains(Headers.CONNECTION)) {
      exchange.getResponseHeaders().remove(Headers.CONNECTION);
    }
  }

  /**
   * Answers an exchange that no handler has seen. First the answer, then Undertow reads the rest of
   * the request, as it does after a handler that has answered without reading.
   */
  static void send(HttpServerExchange exchange, Verdict verdict, PrivateMembers members) {
    Marks.put(exchange, verdict, members);
    if (!exchange.isRequestComplete() && HttpContinue.requiresContinueResponse(exchange)) {
      // Nobody can tell whether the client now sends the body or its next request.
      exchange.setPersistent(false);
    }
    prepare(exchange, verdict);
    try {
      StreamSinkChannel response = exchange.getResponseChannel();
      response.shutdownWrites();
      if (!response.flush()) {
        response
            .getWriteSetter()
            .set(
                ChannelListeners.flushingChannelListener(
                    flushed -> exchange.endExchange(), (failed, gone) -> exchange.endExchange()));
        response.resumeWrites();
        return;
      }
    } catch (IOException gone) {
      // The client does not wait for the answer. Undertow finds out again, and closes.
    }
    exchange.endExchange();
  }
}
