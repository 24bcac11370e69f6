package dev.drop444.engine.rule;

import dev.drop444.engine.address.AddressSet;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A condition on the client's address, the only thing known at accept. Immutable. */
final class AddressCondition {

  private final AddressSet addresses;
  private final boolean negated;

  AddressCondition(AddressSet addresses, boolean negated) {
    this.addresses = addresses;
    this.negated = negated;
  }

  boolean holds(@Nullable InetAddress client) {
    return addresses.contains(client) != negated;
  }
}
