package dev.drop444.engine.rule;

import dev.drop444.engine.address.list.AddressLists;
import java.net.InetAddress;

/** The client's address, the only thing known at accept, is one of these. */
final class AddressCondition extends Condition implements AtAccept {

  private final AddressLists addresses;
  private final boolean trusting;

  /**
   * A condition.
   *
   * @param addresses whose files may be reread
   * @param trusting whether it may hold for an address that may be a proxy's, because the rule does
   *     nobody any harm
   */
  AddressCondition(Wording wording, AddressLists addresses, boolean trusting) {
    super(wording, ADDRESS);
    this.addresses = addresses;
    this.trusting = trusting;
  }

  @Override
  Truth test(Facts facts) {
    boolean known = facts.isClientKnown() || trusting;
    return known ? Truth.of(addresses.contains(facts.client())) : Truth.UNKNOWN;
  }

  @Override
  public boolean holds(InetAddress peer, Peers peers) {
    return addresses.contains(peer) != wording().negated();
  }

  @Override
  boolean needsHead() {
    return false;
  }

  @Override
  boolean isEmpty() {
    return addresses.isEmpty();
  }
}
