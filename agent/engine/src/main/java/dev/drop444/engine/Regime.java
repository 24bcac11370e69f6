package dev.drop444.engine;

import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;

/** A configuration in force: its policy, and the gates that follow it. Immutable. */
final class Regime {

  final Configuration configuration;
  final AcceptGate accept;
  final RequestGate request;
  final MalformedGate malformed;
  final ResponseGate response;
  final SlowGate slow;
  final boolean tracksConnections;
  final boolean guardsManagement;
  final boolean writesAccessLog;

  Regime(Configuration configuration, Shared shared) {
    Policy policy = new Policy(configuration, shared);
    shared.follow(configuration);
    this.configuration = configuration;
    Enforcement enforcement = new Enforcement(policy, shared);
    this.slow = new SlowGate(policy, shared, enforcement);
    this.tracksConnections = policy.tracksConnections;
    this.guardsManagement = configuration.get(KeyTable.GUARD_MANAGEMENT);
    this.writesAccessLog = configuration.get(KeyTable.ACCESS_LOG);
    this.accept = new AcceptGate(policy, shared, enforcement);
    this.request = new RequestGate(policy, shared, enforcement, slow);
    this.malformed = new MalformedGate(policy, shared, enforcement);
    this.response = new ResponseGate(policy, shared, enforcement);
  }
}
