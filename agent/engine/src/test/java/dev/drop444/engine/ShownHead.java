package dev.drop444.engine;

import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Octets;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Another request head, with its texts as one server or the other shows them. */
public final class ShownHead implements RequestHead {

  private final RequestHead head;
  private final UnaryOperator<CharSequence> form;
  private final boolean checked;

  private ShownHead(RequestHead head, UnaryOperator<CharSequence> form, boolean checked) {
    this.head = head;
    this.form = form;
    this.checked = checked;
  }

  /** All of it is strings. */
  public static ShownHead asStrings(RequestHead head) {
    return new ShownHead(head, ShownHead::string, false);
  }

  /** All of it is bytes in the middle of others, but what has characters beyond ISO-8859-1. */
  public static ShownHead asOctets(RequestHead head) {
    return new ShownHead(head, ShownHead::octets, false);
  }

  /** Strings, of which the server says that it has checked the fields. */
  public static ShownHead asCheckedStrings(RequestHead head) {
    return new ShownHead(head, ShownHead::string, true);
  }

  private static CharSequence string(CharSequence text) {
    return text.toString();
  }

  private static CharSequence octets(CharSequence text) {
    if (text.chars().anyMatch(c -> c > 0xff)) {
      return text;
    }
    // Control characters before and behind it are not its own.
    byte[] bytes = ("\r\n" + string(text) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return new Octets(bytes, 2, bytes.length - 2);
  }

  private @Nullable CharSequence shown(@Nullable CharSequence text) {
    return text == null ? null : form.apply(text);
  }

  @Override
  public boolean hasCheckedFields() {
    return checked;
  }

  @Override
  public @Nullable InetAddress peer() {
    return head.peer();
  }

  @Override
  public int localPort() {
    return head.localPort();
  }

  @Override
  public boolean secure() {
    return head.secure();
  }

  @Override
  public Protocol protocol() {
    return head.protocol();
  }

  @Override
  public CharSequence method() {
    return form.apply(head.method());
  }

  @Override
  public CharSequence target() {
    return form.apply(head.target());
  }

  @Override
  public @Nullable CharSequence host() {
    return shown(head.host());
  }

  @Override
  public @Nullable CharSequence header(String name) {
    return shown(head.header(name));
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    return shown(head.header(name, index));
  }

  @Override
  public void fields(FieldVisitor visitor) {
    head.fields((name, value) -> visitor.field(form.apply(name), form.apply(value)));
  }
}
