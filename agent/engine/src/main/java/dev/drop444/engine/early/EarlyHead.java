package dev.drop444.engine.early;

import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Octets;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.request.RequestPath;
import dev.drop444.engine.request.Span;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A request head that no server has read yet, in the clear. Working memory: reads one head after
 * another and allocates nothing once it has seen as many fields. Not thread-safe.
 */
public final class EarlyHead implements RequestHead {

  private static final byte[] NOTHING = {};

  private final HeadScan scan = new HeadScan();
  private final Octets method = new Octets(NOTHING, 0, 0);
  private final Octets target = new Octets(NOTHING, 0, 0);
  private final Octets name = new Octets(NOTHING, 0, 0);

  /** The values of the fields; some of them may be looked at at a time. */
  private final Octets[] values = new Octets[HeadScan.MOST_FIELDS];

  private @Nullable InetAddress peer;
  private int localPort;

  public EarlyHead() {
    for (int i = 0; i < values.length; i++) {
      values[i] = new Octets(NOTHING, 0, 0);
    }
  }

  /**
   * Reads a head.
   *
   * @param read from its position to its limit; is not changed, and not looked at afterwards
   * @return what it is; the methods of a request may be used only if it is one, and has its path in
   *     normal form then
   */
  public Finding read(InetAddress peer, int localPort, ByteBuffer read) {
    Finding finding = scan.look(read);
    if (finding == Finding.DOUBTFUL) {
      return finding;
    }
    this.peer = peer;
    this.localPort = localPort;
    method.show(scan.bytes, 0, scan.methodEnd);
    target.show(scan.bytes, scan.targetStart, scan.targetEnd);
    // Servers differ in what they make of dots, semicolons and encoded slashes; some refuse them.
    return RequestPath.find(target) == Span.NONE ? Finding.DOUBTFUL : finding;
  }

  /** The first line, of whatever was no doubtful finding. */
  public CharSequence requestLine() {
    return name.show(scan.bytes, 0, scan.lineEnd);
  }

  /** Forgets whose it was. */
  public void forget() {
    peer = null;
  }

  @Override
  public @Nullable InetAddress peer() {
    return peer;
  }

  @Override
  public int localPort() {
    return localPort;
  }

  @Override
  public boolean secure() {
    return false;
  }

  @Override
  public Protocol protocol() {
    return scan.protocol();
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
    return scan.host < 0 ? null : value(scan.host);
  }

  @Override
  public @Nullable CharSequence header(String name) {
    return header(name, 0);
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    int left = index;
    for (int i = 0; i < scan.fields; i++) {
      int start = scan.places[4 * i];
      if (scan.places[4 * i + 1] - start == name.length()
          && scan.isNamed(start, name)
          && left-- == 0) {
        return value(i);
      }
    }
    return null;
  }

  @Override
  public void fields(FieldVisitor visitor) {
    for (int i = 0; i < scan.fields; i++) {
      name.show(scan.bytes, scan.places[4 * i], scan.places[4 * i + 1]);
      if (!visitor.field(name, value(i))) {
        return;
      }
    }
  }

  /** {@link HeadScan} has let nothing else pass. */
  @Override
  public boolean hasCheckedFields() {
    return true;
  }

  private Octets value(int field) {
    return values[field].show(scan.bytes, scan.places[4 * field + 2], scan.places[4 * field + 3]);
  }
}
