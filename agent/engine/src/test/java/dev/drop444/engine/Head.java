package dev.drop444.engine;

import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that a test writes down; with a host, unless it says otherwise. */
public final class Head implements RequestHead {

  private final CharSequence method;
  private final CharSequence target;
  private @Nullable InetAddress peer = Addresses.of("198.51.100.1");
  private final List<String[]> fields = new ArrayList<>();
  private boolean ownHost;
  private boolean secure;
  private int port = 8080;
  private Protocol protocol = Protocol.HTTP_1_1;
  private @Nullable ConnectionWatch connection;

  private Head(CharSequence method, CharSequence target) {
    this.method = method;
    this.target = target;
    fields.add(new String[] {"host", "default.example"});
  }

  public static Head get(CharSequence target) {
    return new Head("GET", target);
  }

  public static Head of(CharSequence method, CharSequence target) {
    return new Head(method, target);
  }

  public Head from(@Nullable String address) {
    peer = address == null ? null : Addresses.of(address);
    return this;
  }

  public Head fromAddress(InetAddress address) {
    peer = address;
    return this;
  }

  public Head with(String field, String value) {
    if (field.equals("host") && !ownHost) {
      withoutHost();
    }
    fields.add(new String[] {field, value});
    return this;
  }

  public Head withoutHost() {
    ownHost = true;
    fields.removeIf(field -> field[0].equals("host"));
    return this;
  }

  public Head to(int port, boolean secure) {
    this.port = port;
    this.secure = secure;
    return this;
  }

  public Head in(Protocol protocol) {
    this.protocol = protocol;
    return this;
  }

  public Head on(@Nullable ConnectionWatch connection) {
    this.connection = connection;
    return this;
  }

  public Head agent(String value) {
    return with("user-agent", value);
  }

  @Override
  public @Nullable ConnectionWatch connection() {
    return connection;
  }

  @Override
  public @Nullable InetAddress peer() {
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
    return header("host");
  }

  @Override
  public @Nullable CharSequence header(String name) {
    return header(name, 0);
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    int left = index;
    // No iterator: some tests count what a request allocates.
    for (int i = 0; i < fields.size(); i++) {
      String[] field = fields.get(i);
      if (field[0].equals(name) && left-- == 0) {
        return field[1];
      }
    }
    return null;
  }

  @Override
  public void fields(FieldVisitor visitor) {
    for (int i = 0; i < fields.size(); i++) {
      if (!visitor.field(fields.get(i)[0], fields.get(i)[1])) {
        return;
      }
    }
  }
}
