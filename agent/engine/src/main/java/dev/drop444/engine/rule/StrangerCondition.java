package dev.drop444.engine.rule;

import dev.drop444.engine.address.AddressSet;
import java.net.InetAddress;
import java.util.List;

/**
 * The client is not on this machine, where health probes and local proxies sit. A proxy there that
 * sends requests of others is no client, and no reason to spare them.
 */
final class StrangerCondition extends Condition implements AtAccept {

  private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

  private final AddressSet loopback = AddressSet.of(LOOPBACK.toArray(new String[0]));

  StrangerCondition() {
    super(new Wording("ip", true, LOOPBACK), ADDRESS);
  }

  @Override
  Truth test(Facts facts) {
    return Truth.of(facts.isClientKnown() && loopback.contains(facts.client()));
  }

  @Override
  public boolean holds(InetAddress peer, Peers peers) {
    return !loopback.contains(peer);
  }

  @Override
  boolean needsHead() {
    return false;
  }
}
