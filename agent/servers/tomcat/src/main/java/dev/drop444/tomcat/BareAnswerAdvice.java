package dev.drop444.tomcat;

import dev.drop444.engine.gate.Verdict;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps off a bare answer what Tomcat would do with any other. Costs other requests a look at a
 * note each time. Thread-safe.
 */
public final class BareAnswerAdvice {

  private final Http2Members http2;
  private final BareAnswer bareAnswer;

  public BareAnswerAdvice(Http2Members http2, BareAnswer bareAnswer) {
    this.http2 = http2;
    this.bareAnswer = bareAnswer;
  }

  /**
   * Advice of {@code CoyoteAdapter#service}: what is answered because of the request gate is not
   * dispatched. It is in the access log, as whatever Tomcat answers by itself.
   *
   * @return true if nothing is to be served
   */
  public boolean serve(Adapter adapter, Request head, Response response) {
    Verdict answer = answerTo(head);
    if (answer == null) {
      return false;
    }
    response.setStatus(answer.status());
    // Now, and not when Tomcat has waited for the rest of the body.
    response.action(ActionCode.CLOSE, null);
    adapter.log(head, response, 0);
    return true;
  }

  /** Advice of {@code Http11Processor#prepareResponse}, where it knows whether it compresses. */
  public boolean compression(Http11Processor processor, boolean used) throws Throwable {
    Request head = processor.getRequest();
    Verdict answer = answerTo(head);
    if (answer == null) {
      return used;
    }
    // Deciding that, Tomcat has written down what it would mean.
    bareAnswer.put(answer, head, head.getResponse());
    return false;
  }

  /** Advice of {@code Http11Processor#prepareResponse}, where it looks up the Server field. */
  public @Nullable String server(Http11Processor processor, @Nullable String configured) {
    return answerTo(processor.getRequest()) == null ? configured : null;
  }

  /**
   * Advice of {@code Stream#writeHeaders}; false goes on.
   *
   * @param stream a class that only its package sees
   */
  public boolean writeHeaders(Object stream) throws Throwable {
    Request head = http2.requestOf(stream);
    Verdict answer = answerTo(head);
    if (answer != null) {
      BareAnswer.putHttp2(answer, head.getResponse().getMimeHeaders());
    }
    return false;
  }

  private static @Nullable Verdict answerTo(Request head) {
    Exchange exchange = Exchange.of(head);
    return exchange == null ? null : exchange.answer();
  }
}
