package dev.drop444.jetty;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.jetty.io.ConnectionAddresses;
import dev.drop444.jetty.io.Connections;
import dev.drop444.jetty.io.JettyConnection;
import java.net.InetAddress;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The request head of a Jetty request, as the client sent it. Jetty has made strings of all parts
 * already; they are handed on as they are.
 */
final class JettyRequest implements RequestHead {

  private final Request sent;
  private final Connections connections;
  private @Nullable InetAddress peer;

  /**
   * An adapter.
   *
   * @param sent Jetty's innermost request, without the wrappers of customizers and handlers
   */
  JettyRequest(Request sent, Connections connections) {
    this.sent = sent;
    this.connections = connections;
  }

  @Override
  public @Nullable InetAddress peer() {
    InetAddress known = peer;
    if (known == null) {
      known = ConnectionAddresses.peer(endPoint());
      peer = known;
    }
    return known;
  }

  @Override
  public int localPort() {
    return ConnectionAddresses.localPort(endPoint());
  }

  /** From the connection: the scheme of an HTTP/2 request is what the client claims. */
  @Override
  public boolean secure() {
    return sent.getConnectionMetaData().isSecure();
  }

  @Override
  public Protocol protocol() {
    return Protocol.of(sent.getConnectionMetaData().getHttpVersion().asString());
  }

  @Override
  public CharSequence method() {
    return sent.getMethod();
  }

  /** Of an absolute-form target, Jetty keeps path and query as sent; the rest is in the host. */
  @Override
  public CharSequence target() {
    HttpURI uri = sent.getHttpURI();
    // For the authority-form of HTTP/1 (RFC 9112 section 3.2.3) Jetty makes up the path "/".
    String target =
        isHttp1() && sent.getMethod().equals("CONNECT") ? uri.getAuthority() : uri.getPathQuery();
    return target == null ? "" : target;
  }

  @Override
  public @Nullable CharSequence host() {
    CharSequence field = header("host");
    // For HTTP/1 without Host, Jetty makes the URI's authority up from its own address.
    return field != null || isHttp1() ? field : sent.getHttpURI().getAuthority();
  }

  private boolean isHttp1() {
    return sent.getConnectionMetaData().getHttpVersion().getVersion()
        < HttpVersion.HTTP_2.getVersion();
  }

  /** Of HTTP/1: {@code HttpParser.parseFields} refuses anything else (12.0.0 to 12.1.14). */
  @Override
  public boolean hasCheckedFields() {
    return isHttp1();
  }

  @Override
  public @Nullable CharSequence header(String name) {
    HttpField field = sent.getHeaders().getField(name);
    return field == null ? null : value(field);
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    if (index == 0) {
      return header(name);
    }
    int left = index;
    for (HttpField field : sent.getHeaders()) {
      if (field.is(name) && left-- == 0) {
        return value(field);
      }
    }
    return null;
  }

  /** Line by line as Jetty's parser read them; for HTTP/2 without the pseudo-header fields. */
  @Override
  public void fields(FieldVisitor visitor) {
    for (HttpField field : sent.getHeaders()) {
      if (!visitor.field(field.getName(), value(field))) {
        return;
      }
    }
  }

  @Override
  public @Nullable ConnectionWatch connection() {
    JettyConnection connection = connections.under(endPoint());
    return connection == null ? null : connection.watch();
  }

  private EndPoint endPoint() {
    return sent.getConnectionMetaData().getConnection().getEndPoint();
  }

  /** Jetty's value of an empty field is null. */
  private static String value(HttpField field) {
    String value = field.getValue();
    return value == null ? "" : value;
  }
}
