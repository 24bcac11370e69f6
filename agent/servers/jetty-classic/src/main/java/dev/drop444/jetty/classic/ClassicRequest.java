package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.jetty.io.ConnectionAddresses;
import dev.drop444.jetty.io.Connections;
import dev.drop444.jetty.io.JettyConnection;
import dev.drop444.jetty.io.TcpConnection;
import java.net.InetAddress;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The request head of a Jetty request, as the client sent it. Jetty has made strings of all parts
 * already; they are handed on as they are.
 */
final class ClassicRequest implements RequestHead {

  private final Heads.Head head;
  private final Heads heads;
  private final EndPoint endPoint;
  private final Connections connections;

  /** What Jetty remembers of a target that handlers may have rewritten; null before handlers. */
  private final @Nullable String originalTarget;

  /** An adapter for a head that was not dispatched. */
  ClassicRequest(Heads.Head head, Heads heads, EndPoint endPoint, Connections connections) {
    this(head, heads, endPoint, connections, null);
  }

  private ClassicRequest(
      Heads.Head head,
      Heads heads,
      EndPoint endPoint,
      Connections connections,
      @Nullable String originalTarget) {
    this.head = head;
    this.heads = heads;
    this.endPoint = endPoint;
    this.connections = connections;
    this.originalTarget = originalTarget;
  }

  /**
   * An adapter for a request that was dispatched.
   *
   * @return null if there is nothing left of it
   */
  static @Nullable ClassicRequest of(
      Request request, Heads heads, EndPoint endPoint, Connections connections) {
    return request.getMetaData() == null
        ? null
        : new ClassicRequest(
            new Heads.Head(request.getMetaData()),
            heads,
            endPoint,
            connections,
            request.getOriginalURI());
  }

  @Override
  public @Nullable InetAddress peer() {
    return ConnectionAddresses.peer(endPoint);
  }

  @Override
  public int localPort() {
    return ConnectionAddresses.localPort(endPoint);
  }

  /** From the connection: the scheme of an HTTP/2 request is what the client claims. */
  @Override
  public boolean secure() {
    return TcpConnection.isSecure(endPoint);
  }

  @Override
  public Protocol protocol() {
    return Protocol.of(head.version == null ? null : head.version.asString());
  }

  @Override
  public CharSequence method() {
    return head.method == null ? "" : head.method;
  }

  /** Of an absolute-form target, Jetty keeps path and query as sent; the rest is in the host. */
  @Override
  public CharSequence target() {
    if (originalTarget != null) {
      return withoutAuthority(originalTarget);
    }
    // The authority-form of HTTP/1 (RFC 9112 section 3.2.3) has no path.
    String target =
        isHttp1() && "CONNECT".contentEquals(method()) ? authority() : heads.pathQuery(head.uri);
    return target == null ? "" : target;
  }

  /** The first of 10 and 11 have it in no part of its own. */
  private String authority() {
    String authority = heads.authority(head.uri);
    return authority == null ? String.valueOf(head.uri) : authority;
  }

  private static String withoutAuthority(String target) {
    int scheme = target.indexOf("://");
    if (target.startsWith("/") || scheme < 0) {
      return target;
    }
    int path = target.indexOf('/', scheme + 3);
    return path < 0 ? "" : target.substring(path);
  }

  @Override
  public @Nullable CharSequence host() {
    CharSequence field = header("host");
    // For HTTP/1 without Host, Jetty may make the URI's authority up.
    return field != null || isHttp1() ? field : heads.authority(head.uri);
  }

  private boolean isHttp1() {
    return head.version == null || head.version.getVersion() < HttpVersion.HTTP_2.getVersion();
  }

  /** Of HTTP/1: {@code HttpParser.parseFields} refuses anything else (9.4.26 to 11.0.26). */
  @Override
  public boolean hasCheckedFields() {
    return isHttp1();
  }

  @Override
  public @Nullable CharSequence header(String name) {
    return header(name, 0);
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    int left = index;
    for (HttpField field : head.fields) {
      if (name.equalsIgnoreCase(field.getName()) && left-- == 0) {
        return value(field);
      }
    }
    return null;
  }

  /** Line by line as Jetty's parser read them; for HTTP/2 without the pseudo-header fields. */
  @Override
  public void fields(FieldVisitor visitor) {
    for (HttpField field : head.fields) {
      if (!visitor.field(field.getName(), value(field))) {
        return;
      }
    }
  }

  @Override
  public @Nullable ConnectionWatch connection() {
    JettyConnection connection = connections.under(endPoint);
    return connection == null ? null : connection.watch();
  }

  /** Jetty's value of an empty field is null. */
  private static String value(HttpField field) {
    String value = field.getValue();
    return value == null ? "" : value;
  }
}
