package dev.drop444.jetty.classic;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannelOverHttp;
import org.eclipse.jetty.server.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Where Jetty keeps a head: 9.4 fills a {@code MetaData.Request} while it parses, 10 and 11 a
 * builder of one. {@code HttpURI} is a class in 9.4 and an interface since, so that nothing that
 * names its methods links to both. Nothing else of ours knows that there are two. Immutable.
 */
public final class Heads {

  private final MethodHandle pathQuery;
  private final MethodHandle authority;
  private final VarHandle connection;
  private final VarHandle unknownExpectation;
  private final VarHandle metaData;

  /** Null in 9.4. */
  private final @Nullable Builder builder;

  /**
   * The places.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside
   */
  public Heads() throws ReflectiveOperationException {
    MethodHandles.Lookup own = MethodHandles.publicLookup();
    MethodType text = MethodType.methodType(String.class);
    MethodType ofAny = MethodType.methodType(String.class, Object.class);
    pathQuery = own.findVirtual(HttpURI.class, "getPathQuery", text).asType(ofAny);
    authority = own.findVirtual(HttpURI.class, "getAuthority", text).asType(ofAny);
    Class<?> channel = HttpChannelOverHttp.class;
    MethodHandles.Lookup inside = MethodHandles.privateLookupIn(channel, MethodHandles.lookup());
    connection = inside.findVarHandle(channel, "_httpConnection", HttpConnection.class);
    unknownExpectation = inside.findVarHandle(channel, "_unknownExpectation", boolean.class);
    metaData = inside.findVarHandle(channel, "_metadata", MetaData.Request.class);
    builder = builder(inside);
  }

  private static @Nullable Builder builder(MethodHandles.Lookup inside)
      throws ReflectiveOperationException {
    Class<?> type;
    try {
      type =
          Class.forName(
              HttpChannelOverHttp.class.getName() + "$RequestBuilder",
              false,
              HttpChannelOverHttp.class.getClassLoader());
    } catch (ClassNotFoundException before10) {
      return null;
    }
    return new Builder(inside, type);
  }

  /** The connection that a channel of HTTP/1 belongs to. */
  HttpConnection connectionOf(HttpChannelOverHttp channel) {
    return (HttpConnection) connection.get(channel);
  }

  /** Whether Jetty will answer with 417. */
  boolean hasUnknownExpectation(HttpChannelOverHttp channel) {
    return (boolean) unknownExpectation.get(channel);
  }

  /** The head that a channel of HTTP/1 has read; without a method before its request line. */
  Head of(HttpChannelOverHttp channel) {
    return builder == null
        ? new Head((MetaData.Request) metaData.get(channel))
        : builder.head(channel);
  }

  /** The same, as Jetty makes a request of it. */
  MetaData.Request metaDataOf(HttpChannelOverHttp channel) {
    return builder == null ? (MetaData.Request) metaData.get(channel) : builder.metaData(channel);
  }

  /** Path and query as sent, null if there are none. */
  @Nullable String pathQuery(Object uri) {
    try {
      return (String) pathQuery.invokeExact(uri);
    } catch (Throwable failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The authority of a target, or from the Host field; null if there is none. */
  @Nullable String authority(Object uri) {
    try {
      return (String) authority.invokeExact(uri);
    } catch (Throwable failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** A request line and header fields, as Jetty keeps them. */
  static final class Head {
    final @Nullable String method;
    final Object uri;
    final @Nullable HttpVersion version;
    final Iterable<HttpField> fields;

    Head(MetaData.Request request) {
      this(request.getMethod(), request.getURI(), request.getHttpVersion(), request);
    }

    Head(
        @Nullable String method,
        Object uri,
        @Nullable HttpVersion version,
        Iterable<HttpField> fields) {
      this.method = method;
      this.uri = uri;
      this.version = version;
      this.fields = fields;
    }
  }

  /** The builder of 10 and 11, whose class is private. */
  private static final class Builder {
    private final MethodHandle of;
    private final MethodHandle build;
    private final MethodHandle method;
    private final MethodHandle uri;
    private final MethodHandle version;
    private final MethodHandle fields;

    Builder(MethodHandles.Lookup inside, Class<?> type) throws ReflectiveOperationException {
      of = inside.findGetter(HttpChannelOverHttp.class, "_requestBuilder", type);
      build =
          MethodHandles.privateLookupIn(type, MethodHandles.lookup())
              .findVirtual(type, "build", MethodType.methodType(MetaData.Request.class))
              .asType(MethodType.methodType(MetaData.Request.class, Object.class));
      method = part(type, "_method", String.class);
      version = part(type, "_version", HttpVersion.class);
      ClassLoader loader = HttpURI.class.getClassLoader();
      uri = part(type, "_uriBuilder", mutable(HttpURI.class.getName(), loader));
      fields = part(type, "_fieldsBuilder", mutable("org.eclipse.jetty.http.HttpFields", loader));
    }

    private static Class<?> mutable(String outer, ClassLoader loader)
        throws ClassNotFoundException {
      return Class.forName(outer + "$Mutable", false, loader);
    }

    private static MethodHandle part(Class<?> owner, String name, Class<?> type)
        throws ReflectiveOperationException {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .findGetter(owner, name, type)
          .asType(MethodType.methodType(Object.class, Object.class));
    }

    MetaData.Request metaData(HttpChannelOverHttp channel) {
      try {
        Object builder = of.invoke(channel);
        return (MetaData.Request) build.invokeExact(builder);
      } catch (Throwable failed) {
        throw new IllegalStateException(failed);
      }
    }

    @SuppressWarnings("unchecked")
    Head head(HttpChannelOverHttp channel) {
      try {
        Object builder = of.invoke(channel);
        return new Head(
            (String) (Object) method.invokeExact(builder),
            (Object) uri.invokeExact(builder),
            (HttpVersion) (Object) version.invokeExact(builder),
            (Iterable<HttpField>) (Object) fields.invokeExact(builder));
      } catch (Throwable failed) {
        throw new IllegalStateException(failed);
      }
    }
  }
}
