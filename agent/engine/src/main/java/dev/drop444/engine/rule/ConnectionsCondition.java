package dev.drop444.engine.rule;

import dev.drop444.engine.rate.ConnectionCount;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The client has more connections open than so many. At accept the new one is not counted yet; at
 * the gates behind it is. Who comes through a proxy has none of his own.
 */
final class ConnectionsCondition extends Condition {

  private final int most;

  ConnectionsCondition(Wording wording, int most) {
    super(wording, ADDRESS);
    this.most = most;
  }

  /** Whether a peer that opens another connection has too many then. */
  boolean holds(InetAddress peer, @Nullable ConnectionCount open) {
    return open != null && open.of(peer) >= most;
  }

  @Override
  Truth test(Facts facts) {
    long open = facts.connections();
    return open == Facts.NOT_YET ? Truth.UNKNOWN : Truth.of(open > most);
  }

  @Override
  boolean needsHead() {
    return false;
  }

  /** More than many is more than few. */
  @Override
  boolean includes(Condition other) {
    return most <= ((ConnectionsCondition) other).most;
  }
}
