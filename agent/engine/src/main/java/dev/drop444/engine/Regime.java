package dev.drop444.engine;

/** A policy in force at one server: the gates that follow it. Immutable. */
final class Regime {

  final Policy policy;
  final AcceptGate accept;
  final EarlyGate early;
  final RequestGate request;
  final MalformedGate malformed;
  final ResponseGate response;
  final SlowGate slow;

  Regime(Policy policy, Shared shared, Counters counters) {
    RefusalCounters refusals = new RefusalCounters(policy, shared.journal, counters.server);
    Enforcement enforcement = new Enforcement(policy, shared, counters);
    this.policy = policy;
    this.slow = new SlowGate(policy, shared, enforcement, refusals);
    this.accept = new AcceptGate(policy, shared, enforcement, counters, refusals);
    this.request = new RequestGate(policy, shared, enforcement, counters, slow);
    this.malformed = new MalformedGate(policy, shared, enforcement, counters);
    this.early = new EarlyGate(policy, shared, counters, request, malformed);
    this.response = new ResponseGate(policy, shared, enforcement);
  }
}
