package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.ConnectionAddresses;
import java.io.UncheckedIOException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/** How the malformed gate is asked about an HTTP connection. */
final class Refusals {

  private Refusals() {}

  /** The gate's verdict; pass if the connection is closed already: no answer can go out. */
  static Verdict judge(
      Gates gates,
      ConnectionMetaData connection,
      Malformation what,
      @Nullable CharSequence excerpt) {
    EndPoint endPoint = connection.getConnection().getEndPoint();
    try {
      return gates.malformed(
          ConnectionAddresses.peer(endPoint),
          ConnectionAddresses.localPort(endPoint),
          what,
          excerpt);
    } catch (UncheckedIOException closed) {
      return Verdict.PASS;
    }
  }
}
