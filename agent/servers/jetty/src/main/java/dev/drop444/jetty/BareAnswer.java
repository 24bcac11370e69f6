package dev.drop444.jetty;

import dev.drop444.engine.gate.Verdict;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;

/**
 * The head of an answer with nothing in it: the status, {@code Content-Length: 0}, {@code
 * Retry-After} where the verdict has it, and {@code Date} where Jetty sends it. Jetty adds {@code
 * Connection} where its own rules ask for it. Immutable once sent.
 */
final class BareAnswer extends MetaData.Response {

  private BareAnswer(int status, MetaData.Response instead, HttpFields fields) {
    super(status, null, instead.getHttpVersion(), fields, 0);
  }

  /**
   * An answer.
   *
   * @param instead what Jetty would send
   * @param stream that it is sent on
   */
  static BareAnswer of(Verdict verdict, MetaData.Response instead, HttpStream stream) {
    HttpFields.Mutable fields = HttpFields.build();
    HttpField date = instead.getHttpFields().getField(HttpHeader.DATE);
    if (date != null) {
      fields.add(date);
    }
    if (verdict.retryAfterSeconds() > 0) {
      fields.put(HttpHeader.RETRY_AFTER, verdict.retryAfterSeconds());
    }
    fields.put(HttpHeader.CONTENT_LENGTH, 0);
    // "Connection: keep-alive" for HTTP/1.0.
    stream.prepareResponse(fields);
    return new BareAnswer(verdict.status(), instead, fields);
  }
}
