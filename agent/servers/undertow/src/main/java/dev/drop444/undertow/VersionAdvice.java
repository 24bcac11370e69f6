package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import io.undertow.server.HttpServerExchange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * Sees versions that Undertow does not speak: since 2.3.25 it makes HTTP/1.1 of them ({@code
 * RequestParser.parseVersion}). Thread-safe.
 */
public final class VersionAdvice {

  /** The new parser's state while it reads the version. */
  private static final byte READING_VERSION = 2;

  private static final String USUAL = "HTTP/1.1";
  private static final int MAJOR = 5;
  private static final int MINOR = 7;

  private final VarHandle state;
  private final VarHandle parsed;

  @SuppressWarnings("UnusedVariable") // what every advice is made with
  private final Gates gates;

  public VersionAdvice(Gates gates) {
    this.gates = gates;
    try {
      Class<?> owner =
          Class.forName(
              "io.undertow.server.protocol.http.RequestState",
              false,
              HttpServerExchange.class.getClassLoader());
      MethodHandles.Lookup inside = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
      state = inside.findVarHandle(owner, "state", byte.class);
      parsed = inside.findVarHandle(owner, "parsedData", StringBuilder.class);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("This Undertow is built differently", missing);
    }
  }

  /**
   * Before {@code RequestParser.parseVersion}. Costs a request line the comparison of eight bytes.
   *
   * @param read what was read last; the version may have begun before
   */
  public boolean parsing(
      Object parser, ByteBuffer read, Object progress, HttpServerExchange exchange) {
    if ((byte) state.get(progress) == READING_VERSION) {
      StringBuilder before = (StringBuilder) parsed.get(progress);
      if (before.length() + read.remaining() >= USUAL.length() && isUnknown(before, read)) {
        Marks.putUnknownVersion(exchange);
      }
    }
    return false;
  }

  /** Whatever is no version at all, the parser refuses. */
  private static boolean isUnknown(StringBuilder before, ByteBuffer read) {
    int major = at(before, read, MAJOR);
    int minor = at(before, read, MINOR);
    switch (major) {
      case '0':
        return minor != '9';
      case '1':
        return minor != '0' && minor != '1';
      case '2':
        return minor != '0';
      default:
        return true;
    }
  }

  private static int at(StringBuilder before, ByteBuffer read, int index) {
    return index < before.length()
        ? before.charAt(index)
        : read.get(read.position() + index - before.length());
  }
}
