package dev.drop444.benchmarks;

import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A GET whose parts lie ready, as strings that a server has made of them. */
public abstract class FixedRequest implements RequestHead {

  private final String target;

  /** Names in lower case and values in turns, each name once. */
  private final String[] fields;

  private InetAddress peer;

  /**
   * A request.
   *
   * @param fields names in lower case and values in turns, each name once
   */
  protected FixedRequest(InetAddress peer, String target, String... fields) {
    this.peer = peer;
    this.target = target;
    this.fields = fields.clone();
  }

  /** The same from somebody else from now on. */
  protected final void move(InetAddress peer) {
    this.peer = peer;
  }

  /** The same as a client sends it, read from a connection. */
  public final ByteBuffer bytes() {
    StringBuilder text = new StringBuilder("GET ").append(target).append(" HTTP/1.1\r\n");
    for (int i = 0; i < fields.length; i += 2) {
      text.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
    }
    byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(2 * bytes.length).put(bytes).flip();
  }

  @Override
  public final InetAddress peer() {
    return peer;
  }

  @Override
  public final int localPort() {
    return 8080;
  }

  @Override
  public final boolean secure() {
    return false;
  }

  @Override
  public final Protocol protocol() {
    return Protocol.HTTP_1_1;
  }

  @Override
  public final CharSequence method() {
    return "GET";
  }

  @Override
  public final CharSequence target() {
    return target;
  }

  @Override
  public final @Nullable CharSequence host() {
    return header("host");
  }

  @Override
  public final @Nullable CharSequence header(String name) {
    return header(name, 0);
  }

  @Override
  public final @Nullable CharSequence header(String name, int index) {
    for (int i = 0; index == 0 && i < fields.length; i += 2) {
      if (fields[i].equals(name)) {
        return fields[i + 1];
      }
    }
    return null;
  }

  @Override
  public final void fields(FieldVisitor visitor) {
    for (int i = 0; i < fields.length; i += 2) {
      if (!visitor.field(fields[i], fields[i + 1])) {
        return;
      }
    }
  }
}
