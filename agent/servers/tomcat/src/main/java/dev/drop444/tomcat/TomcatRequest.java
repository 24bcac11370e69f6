package dev.drop444.tomcat;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Octets;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.nio.channels.NetworkChannel;
import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.net.SecureNio2Channel;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's request as the gates see it, for HTTP/1 and HTTP/2 alike: Coyote's request and the
 * channel below it.
 *
 * <p>Only looks. {@link MessageBytes} turn themselves into what they are asked for, and the
 * application could tell, so nothing here calls their {@code toString} or {@code toChars}.
 */
class TomcatRequest implements RequestHead {

  private static final byte[] NOTHING = {};

  final Connections connections;
  final Request request;
  final SocketWrapperBase<?> connection;
  final NetworkChannel channel;
  private @Nullable InetAddress peer;

  TomcatRequest(
      Connections connections,
      Request request,
      SocketWrapperBase<?> connection,
      NetworkChannel channel) {
    this.connections = connections;
    this.request = request;
    this.connection = connection;
    this.channel = channel;
  }

  /** Whether it comes from a web server that passes it on (AJP). */
  boolean isPassedOn() {
    return false;
  }

  @Override
  public @Nullable CharSequence forwardedFor() {
    return isPassedOn() ? orEmpty(text(request.remoteAddr())) : null;
  }

  @Override
  public @Nullable InetAddress peer() {
    if (peer == null) {
      // Takes the channel's lock.
      peer = RawSocket.peer(channel);
    }
    return peer;
  }

  @Override
  public int localPort() {
    return RawSocket.localPort(channel);
  }

  @Override
  public @Nullable ConnectionWatch connection() {
    return connections.of(connection);
  }

  @Override
  public boolean secure() {
    return isPassedOn()
        ? request.scheme().equals("https")
        : connection.getSocket() instanceof SecureNioChannel
            || connection.getSocket() instanceof SecureNio2Channel;
  }

  @Override
  public Protocol protocol() {
    MessageBytes protocol = request.protocol();
    if (isPassedOn()) {
      return Protocol.of(String.valueOf(text(protocol)));
    }
    // A string constant by now; bytes only if Tomcat does not know the version.
    if (protocol.getType() != MessageBytes.T_STR) {
      return Protocol.UNKNOWN;
    }
    return isHttp09(request) ? Protocol.HTTP_0_9 : Protocol.of(protocol.getString());
  }

  /** Whether the request line has no version, which is how Tomcat calls HTTP/0.9. */
  static boolean isHttp09(Request request) {
    MessageBytes protocol = request.protocol();
    return protocol.getType() == MessageBytes.T_STR && "".equals(protocol.getString());
  }

  // The new getMethod() turns bytes into a string for good, and 10.1.0 and 11.0.0 do not have it.
  @SuppressWarnings("deprecation")
  @Override
  public CharSequence method() {
    return orEmpty(text(request.method()));
  }

  @Override
  public CharSequence target() {
    MessageBytes path = request.requestURI();
    MessageBytes query = request.queryString();
    if (query.isNull()) {
      return orEmpty(text(path));
    }
    if (path.getType() == MessageBytes.T_BYTES && query.getType() == MessageBytes.T_BYTES) {
      ByteChunk before = path.getByteChunk();
      ByteChunk after = query.getByteChunk();
      if (before.getBytes() == after.getBytes() && before.getEnd() + 1 == after.getStart()) {
        return new Octets(before.getBytes(), before.getStart(), after.getEnd());
      }
    }
    return orEmpty(text(path)) + "?" + text(query);
  }

  @Override
  public @Nullable CharSequence host() {
    CharSequence field = first("host");
    if (field != null) {
      return field;
    }
    // HTTP/2: Tomcat keeps neither :authority nor Host as a field; HTTP/1: not set yet.
    CharSequence name = text(request.serverName());
    int port = request.getServerPort();
    return name == null || port < 0 ? name : name + ":" + port;
  }

  @Override
  public @Nullable CharSequence header(String name) {
    return name.equals("host") ? host() : first(name);
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    if (index == 0) {
      return header(name);
    }
    MimeHeaders fields = request.getMimeHeaders();
    int left = index;
    for (int i = 0; i < fields.size(); i++) {
      if (fields.getName(i).equalsIgnoreCase(name) && left-- == 0) {
        return value(fields.getValue(i), new Octets(NOTHING, 0, 0));
      }
    }
    return null;
  }

  /** As Tomcat keeps them: bytes over HTTP/1, strings over HTTP/2; every line, in order. */
  @Override
  public void fields(FieldVisitor visitor) {
    MimeHeaders fields = request.getMimeHeaders();
    Octets name = new Octets(NOTHING, 0, 0);
    Octets value = new Octets(NOTHING, 0, 0);
    for (int i = 0; i < fields.size(); i++) {
      if (!visitor.field(text(fields.getName(i), name), value(fields.getValue(i), value))) {
        return;
      }
    }
  }

  private static CharSequence text(MessageBytes part, Octets shown) {
    if (part.getType() != MessageBytes.T_BYTES) {
      return orEmpty(text(part));
    }
    ByteChunk bytes = part.getByteChunk();
    return shown.show(bytes.getBytes(), bytes.getStart(), bytes.getEnd());
  }

  private @Nullable CharSequence first(String name) {
    MessageBytes value = request.getMimeHeaders().getValue(name);
    return value == null ? null : value(value, new Octets(NOTHING, 0, 0));
  }

  /** A request field's value. Tomcat keeps the space at the beginning of one that is folded. */
  private static CharSequence value(MessageBytes value, Octets shown) {
    if (value.getType() != MessageBytes.T_BYTES) {
      return orEmpty(text(value));
    }
    ByteChunk bytes = value.getByteChunk();
    byte[] buffer = bytes.getBytes();
    int start = bytes.getStart();
    int end = bytes.getEnd();
    while (start < end && isSpace(buffer[start])) {
      start++;
    }
    while (start < end && isSpace(buffer[end - 1])) {
      end--;
    }
    return shown.show(buffer, start, end);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  private static CharSequence orEmpty(@Nullable CharSequence text) {
    return text == null ? "" : text;
  }

  /** What a part of a message says, in the form in which it is there; null if it is not. */
  static @Nullable CharSequence text(MessageBytes part) {
    switch (part.getType()) {
      case MessageBytes.T_STR:
        return part.getString();
      case MessageBytes.T_BYTES:
        ByteChunk bytes = part.getByteChunk();
        return new Octets(bytes.getBytes(), bytes.getStart(), bytes.getEnd());
      case MessageBytes.T_CHARS:
        return part.getCharChunk();
      default:
        return null;
    }
  }
}
