package dev.drop444.engine.anomaly;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A request of HTTP/1.1 of which every part is made already, as a string. */
final class StringHead implements RequestHead {

  private final InetAddress peer = Addresses.of("192.168.0.9");
  private final String method;
  private final String target;
  private final boolean checked;
  private final String[] fields;

  /**
   * A request to www.example.com.
   *
   * @param checked see {@link #hasCheckedFields}
   * @param fields names and values in turns
   */
  StringHead(String method, String target, boolean checked, String... fields) {
    this.method = method;
    this.target = target;
    this.checked = checked;
    this.fields = fields.clone();
  }

  @Override
  public boolean hasCheckedFields() {
    return checked;
  }

  @Override
  public InetAddress peer() {
    return peer;
  }

  @Override
  public int localPort() {
    return 80;
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
    return method;
  }

  @Override
  public CharSequence target() {
    return target;
  }

  @Override
  public CharSequence host() {
    return "www.example.com";
  }

  /** Nobody asks for one: anomalies are looked for in all fields. */
  @Override
  public @Nullable CharSequence header(String name) {
    return null;
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    return null;
  }

  @Override
  public void fields(FieldVisitor visitor) {
    for (int i = 0; i < fields.length; i += 2) {
      visitor.field(fields[i], fields[i + 1]);
    }
  }
}
