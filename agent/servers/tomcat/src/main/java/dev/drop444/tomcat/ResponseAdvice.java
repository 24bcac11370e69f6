package dev.drop444.tomcat;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import java.io.PrintWriter;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.apache.coyote.http11.filters.VoidOutputFilter;
import org.jspecify.annotations.Nullable;

/**
 * The response gate, HTTP/1, HTTP/2 and AJP alike: status and fields are final, and the head is
 * about to be written, on whichever thread the application has brought that about. Thread-safe.
 * Costs a response that no rule looks at a note and a question.
 */
public final class ResponseAdvice {

  private static final int FIRST_FINAL = 200;
  private static final int LAST = 999;
  private static final int BAD_REQUEST = 400;

  private final Gates gates;
  private final PrivateMembers members;
  private final Http2Members http2;
  private final Http1Drop http1Drop;
  private final Http2Drop http2Drop;
  private final ServletApi servletApi;
  private final BareAnswer bareAnswer;

  public ResponseAdvice(
      Gates gates,
      PrivateMembers members,
      Http2Members http2,
      Http1Drop http1Drop,
      Http2Drop http2Drop,
      ServletApi servletApi,
      BareAnswer bareAnswer) {
    this.gates = gates;
    this.members = members;
    this.http2 = http2;
    this.http1Drop = http1Drop;
    this.http2Drop = http2Drop;
    this.servletApi = servletApi;
    this.bareAnswer = bareAnswer;
  }

  /**
   * Advice of {@code Http11Processor#prepareResponse} and {@code StreamProcessor#prepareResponse};
   * also asked by {@link AjpAdvice}.
   *
   * @return true if no head is to be written
   */
  public boolean prepareResponse(AbstractProcessor processor) throws Throwable {
    Request request = processor.getRequest();
    Exchange exchange = Exchange.of(request);
    if (exchange == null) {
      return false;
    }
    Response response = request.getResponse();
    if (exchange.answer() == null) {
      Verdict verdict = askOfBody(exchange, response);
      if (!verdict.drops()) {
        verdict = ask(exchange, response);
      }
      if (verdict.drops() && !exchange.isPassedOn()) {
        drop(processor, exchange, verdict);
        return true;
      }
      if (!verdict.responds()) {
        return false;
      }
      exchange.answer(verdict);
    }
    Verdict answer = exchange.answer();
    if (answer != null) {
      bareAnswer.put(answer, request, response);
      if (exchange.isStream()) {
        // A Content-Length is enough for HTTP/1.
        http2.addOutputFilter(processor, new VoidOutputFilter());
      }
    }
    return false;
  }

  /**
   * The malformed gate of a body that the application has found out to be broken; Tomcat has made
   * this the response to it, whatever the application says.
   */
  private Verdict askOfBody(Exchange exchange, Response response) {
    return exchange.isBodyMalformed() && response.getStatus() == BAD_REQUEST && !exchange.isJudged()
        ? gates.malformed(
            exchange.peer(), exchange.localPort(), Malformation.SYNTAX, Excerpt.of(exchange))
        : Verdict.PASS;
  }

  private Verdict ask(Exchange exchange, Response response) {
    int status = response.getStatus();
    if (status < FIRST_FINAL || status > LAST || exchange.isJudged()) {
      return Verdict.PASS;
    }
    // A head that turns out too large for Tomcat is followed by another one: of that we do not ask.
    exchange.judge();
    return gates.looksAt(status)
        ? gates.response(exchange, new TomcatResponse(response, exchange.isErrorPage(), servletApi))
        : Verdict.PASS;
  }

  private void drop(AbstractProcessor processor, Exchange exchange, Verdict verdict)
      throws Throwable {
    if (processor instanceof Http11Processor) {
      http1Drop.inPlaceOfResponse((Http11Processor) processor, exchange, verdict.closing());
    } else {
      http2Drop.inPlaceOfResponse(processor, exchange, verdict);
    }
  }

  /** Advice of Tomcat's error valves, where they take the writer for a page of their own. */
  public @Nullable PrintWriter errorPage(Object valve, @Nullable PrintWriter writer)
      throws Throwable {
    if (writer != null) {
      Exchange exchange = Exchange.of(members.response(writer).getRequest());
      if (exchange != null) {
        exchange.markErrorPage();
      }
    }
    return writer;
  }
}
