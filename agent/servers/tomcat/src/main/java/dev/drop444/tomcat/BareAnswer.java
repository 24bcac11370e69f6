package dev.drop444.tomcat;

import dev.drop444.engine.gate.Verdict;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * A bare answer in place of what the application has prepared, if it has. Tomcat adds what its
 * rules say about the connection, and writes it.
 */
final class BareAnswer {

  private BareAnswer() {}

  /** Leaves of an uncommitted response what {@link Verdict#respond} says. */
  static void put(Verdict verdict, Request request, Response response) {
    response.setStatus(verdict.status());
    response.setContentType(null);
    response.setLocale(null);
    response.setContentLength(0);
    if (response.getTrailerFields() != null) {
      response.setTrailerFields(null);
    }
    // A file that the application left to the connector to send.
    request.getAttributes().remove(Constants.SENDFILE_FILENAME_ATTR);
    response.getMimeHeaders().recycle();
    putRetryAfter(verdict, response.getMimeHeaders(), "Retry-After");
  }

  /** Makes these the fields of an HTTP/2 head, whatever was there. */
  static void putHttp2(Verdict verdict, MimeHeaders fields) {
    fields.recycle();
    fields.addValue(":status").setString(Integer.toString(verdict.status()));
    putRetryAfter(verdict, fields, "retry-after");
    fields.addValue("content-length").setString("0");
    fields.addValue("date").setString(FastHttpDateFormat.getCurrentDate());
  }

  private static void putRetryAfter(Verdict verdict, MimeHeaders fields, String name) {
    if (verdict.retryAfterSeconds() > 0) {
      fields.addValue(name).setString(Integer.toString(verdict.retryAfterSeconds()));
    }
  }
}
