package dev.drop444.engine.rule;

import java.net.InetAddress;

/**
 * The client has more connections open than so many. At accept the new one is not counted yet; at
 * the gates behind it is. Who comes through a proxy has none of his own.
 */
final class ConnectionsCondition extends Condition implements AtAccept {

  private final int most;

  ConnectionsCondition(Wording wording, int most) {
    super(wording, ADDRESS);
    this.most = most;
  }

  @Override
  public boolean holds(InetAddress peer, Peers peers) {
    return peers.connections(peer) >= most;
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
