package dev.drop444.engine.explain;

import dev.drop444.engine.address.AddressLiteral;
import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request as somebody writes it on a command line. Immutable. */
public final class WrittenRequest implements RequestHead {

  private final InetAddress peer;
  private final int port;
  private final boolean secure;
  private final String method;
  private final String target;
  private final Protocol protocol;
  private final List<String[]> fields;

  private WrittenRequest(
      InetAddress peer, int port, boolean secure, String[] line, List<String[]> fields) {
    this.peer = peer;
    this.port = port;
    this.secure = secure;
    this.method = line[0];
    this.target = line[1];
    this.protocol = Protocol.of(line[2]);
    this.fields = fields;
  }

  /**
   * Reads a request.
   *
   * @param peer the address from which it comes
   * @param port at which it arrives, 0 if that does not matter
   * @param secure whether over TLS
   * @param requestLine {@code GET /x HTTP/1.1}; without a version it is HTTP/1.1
   * @param headers each {@code Name: value}; a Host is added to HTTP/1.1 if there is none
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public static WrittenRequest of(
      String peer, int port, boolean secure, String requestLine, List<String> headers) {
    InetAddress address = address(peer);
    String[] words = requestLine.trim().split(" +", -1);
    if (words.length < 2 || words.length > 3) {
      throw new IllegalArgumentException(
          "expected a request line such as 'GET /x HTTP/1.1', not " + requestLine);
    }
    String version = words.length == 3 ? words[2] : "HTTP/1.1";
    List<String[]> fields = new ArrayList<>();
    boolean host = false;
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("expected a header such as 'Name: x', not " + header);
      }
      String name = header.substring(0, colon);
      host |= name.equalsIgnoreCase("host");
      fields.add(new String[] {name, bytes(header.substring(colon + 1).trim())});
    }
    if (!host) {
      fields.add(0, new String[] {"Host", "localhost"});
    }
    return new WrittenRequest(
        address, port, secure, new String[] {words[0], bytes(words[1]), version}, fields);
  }

  private static InetAddress address(String text) {
    byte[] bytes = AddressLiteral.parse(text);
    if (bytes == null) {
      throw new IllegalArgumentException("expected an IPv4 or IPv6 address, not " + text);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** One byte a char, as it would arrive. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Override
  public InetAddress peer() {
    return peer;
  }

  @Override
  public int localPort() {
    return port;
  }

  @Override
  public boolean secure() {
    return secure;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public CharSequence method() {
    return method;
  }

  @Override
  public CharSequence target() {
    return target;
  }

  @Override
  public @Nullable CharSequence host() {
    return header("host", 0);
  }

  @Override
  public @Nullable CharSequence header(String name) {
    return header(name, 0);
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    int left = index;
    for (String[] field : fields) {
      if (field[0].toLowerCase(Locale.ROOT).equals(name) && left-- == 0) {
        return field[1];
      }
    }
    return null;
  }

  @Override
  public void fields(FieldVisitor visitor) {
    for (String[] field : fields) {
      if (!visitor.field(field[0], field[1])) {
        return;
      }
    }
  }

  @Override
  public String toString() {
    return method + " " + target + " " + protocol.text() + " from " + peer.getHostAddress();
  }
}
