package dev.drop444.jetty;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import java.io.UncheckedIOException;
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
    try {
      return gates.malformed(
          ConnectionAddresses.peer(connection),
          ConnectionAddresses.localPort(connection),
          what,
          excerpt);
    } catch (UncheckedIOException closed) {
      return Verdict.PASS;
    }
  }
}
