package dev.drop444.it.support;

import dev.drop444.it.process.Server;
import dev.drop444.it.wire.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a capability is not there on some server. What has no reason here must be there. */
final class Reasons {

  /** What is missing, where, and why. */
  private record Reason(
      String servers, Capability capability, List<Protocol> protocols, String why) {}

  private static final List<Reason> ALL = List.of();

  private Reasons() {}

  /** Why it is not there, or null if it must be. */
  static @Nullable String why(Server server, Capability capability, Protocol protocol) {
    return ALL.stream()
        .filter(reason -> server.name().startsWith(reason.servers))
        .filter(reason -> reason.capability == capability)
        .filter(reason -> reason.protocols.contains(protocol))
        .map(Reason::why)
        .findFirst()
        .orElse(null);
  }
}
