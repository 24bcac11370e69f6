package dev.drop444.tomcat;

import dev.drop444.engine.gate.Verdict;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A bare answer in place of what the application has prepared, if it has. Tomcat adds what its
 * rules say about the connection, and writes it.
 */
public final class BareAnswer {

  /** {@code (Response)Supplier}: the trailer fields. Null in Tomcat 8.5, which has none. */
  private final @Nullable MethodHandle trailerFields;

  /** {@code (Response, Supplier)void}. */
  private final @Nullable MethodHandle setTrailerFields;

  public BareAnswer() throws IllegalAccessException {
    MethodType getter = MethodType.methodType(Supplier.class);
    MethodType setter = MethodType.methodType(void.class, Supplier.class);
    this.trailerFields = find("getTrailerFields", getter);
    this.setTrailerFields = find("setTrailerFields", setter);
  }

  private static @Nullable MethodHandle find(String name, MethodType type)
      throws IllegalAccessException {
    try {
      return MethodHandles.publicLookup().findVirtual(Response.class, name, type);
    } catch (NoSuchMethodException older) {
      return null;
    }
  }

  /** Leaves of an uncommitted response what {@link Verdict#respond} says. */
  void put(Verdict verdict, Request request, Response response) throws Throwable {
    response.setStatus(verdict.status());
    response.setContentType(null);
    response.setLocale(null);
    response.setContentLength(0);
    if (trailerFields != null
        && setTrailerFields != null
        && (Supplier<?>) trailerFields.invokeExact(response) != null) {
      // Which a request that cannot have any would not let us.
      setTrailerFields.invokeExact(response, (Supplier<?>) null);
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
