package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * The head of an answer with nothing in it: the status, {@code Content-Length: 0}, {@code
 * Retry-After} where the verdict has it, and {@code Date} and {@code Connection} where Jetty sends
 * them. Immutable once sent.
 */
final class BareAnswer extends MetaData.Response {

  private static final HttpField NO_SERVER = new NoServer();

  private BareAnswer(Verdict verdict, MetaData.Response instead, FieldLists lists) {
    super(instead.getHttpVersion(), verdict.status(), null, lists.of(fields(verdict, instead)), 0);
  }

  /**
   * An answer.
   *
   * @param instead what Jetty would send
   */
  static BareAnswer of(Verdict verdict, MetaData.Response instead, FieldLists lists) {
    return new BareAnswer(verdict, instead, lists);
  }

  private static List<HttpField> fields(Verdict verdict, MetaData.Response instead) {
    List<HttpField> fields = new ArrayList<>();
    for (HttpField field : instead) {
      if (field.getHeader() == HttpHeader.DATE || field.getHeader() == HttpHeader.CONNECTION) {
        fields.add(field);
      }
    }
    if (instead.getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()) {
      fields.add(NO_SERVER);
    }
    if (verdict.retryAfterSeconds() > 0) {
      fields.add(
          new HttpField(HttpHeader.RETRY_AFTER, Integer.toString(verdict.retryAfterSeconds())));
    }
    fields.add(new HttpField(HttpHeader.CONTENT_LENGTH, "0"));
    return fields;
  }

  /**
   * Over HTTP/1, Jetty writes a {@code Server} field of its own unless there is one; this one is
   * there, and writes nothing.
   */
  private static final class NoServer extends PreEncodedHttpField {

    NoServer() {
      super(HttpHeader.SERVER, "");
    }

    @Override
    public void putTo(ByteBuffer bufferInFillMode, HttpVersion version) {}
  }
}
