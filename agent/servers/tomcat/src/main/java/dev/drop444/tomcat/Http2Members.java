package dev.drop444.tomcat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.OutputFilter;
import org.apache.coyote.http2.Http2Protocol;

/**
 * What Tomcat's HTTP/2 keeps to itself. The same members in all versions; one that has them
 * otherwise fails when this is made.
 */
public final class Http2Members {

  private static final String HTTP_2 = Http2Protocol.class.getPackageName() + ".";

  private final MethodHandle requestOf;
  private final MethodHandle addOutputFilter;

  public Http2Members() throws ReflectiveOperationException {
    Class<?> processor = type("StreamProcessor");
    Class<?> stream = type("Stream");
    MethodHandles.Lookup inside = MethodHandles.privateLookupIn(processor, MethodHandles.lookup());
    this.requestOf =
        inside
            .findVirtual(stream, "getCoyoteRequest", MethodType.methodType(Request.class))
            .asType(MethodType.methodType(Request.class, Object.class));
    this.addOutputFilter =
        MethodHandles.filterArguments(
                inside.findVirtual(
                    stream,
                    "addOutputFilter",
                    MethodType.methodType(void.class, OutputFilter.class)),
                0,
                inside.findGetter(processor, "stream", stream))
            .asType(MethodType.methodType(void.class, AbstractProcessor.class, OutputFilter.class));
  }

  /** A class that only its package sees. */
  static Class<?> type(String simpleName) throws ClassNotFoundException {
    return Class.forName(HTTP_2 + simpleName, false, Http2Protocol.class.getClassLoader());
  }

  /**
   * The request of a stream.
   *
   * @param stream a {@code Stream}
   */
  Request requestOf(Object stream) throws Throwable {
    return (Request) requestOf.invokeExact(stream);
  }

  /**
   * Puts a filter before all others of a response.
   *
   * @param stream a {@code StreamProcessor}
   */
  void addOutputFilter(AbstractProcessor stream, OutputFilter filter) throws Throwable {
    addOutputFilter.invokeExact(stream, filter);
  }
}
