package dev.drop444.benchmarks.memory;

import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What an attack tool sends, from one address after the other. */
final class ScannerRequest implements RequestHead {

  private final String userAgent;
  private InetAddress peer = InetAddress.getLoopbackAddress();

  ScannerRequest(String userAgent) {
    this.userAgent = userAgent;
  }

  /** The same request from somebody else. */
  ScannerRequest from(InetAddress peer) {
    this.peer = peer;
    return this;
  }

  @Override
  public InetAddress peer() {
    return peer;
  }

  @Override
  public int localPort() {
    return 8080;
  }

  @Override
  public boolean secure() {
    return false;
  }

  @Override
  public Protocol protocol() {
    return Protocol.HTTP_1_1;
  }

  @Override
  public CharSequence method() {
    return "GET";
  }

  @Override
  public CharSequence target() {
    return "/";
  }

  @Override
  public @Nullable CharSequence host() {
    return "shop.example";
  }

  @Override
  public @Nullable CharSequence header(String name) {
    return header(name, 0);
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    if (index > 0) {
      return null;
    }
    return name.equals("host") ? host() : name.equals("user-agent") ? userAgent : null;
  }

  @Override
  public void fields(FieldVisitor visitor) {
    if (visitor.field("host", "shop.example")) {
      visitor.field("user-agent", userAgent);
    }
  }
}
