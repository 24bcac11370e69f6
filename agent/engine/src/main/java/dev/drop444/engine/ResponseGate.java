package dev.drop444.engine;

import dev.drop444.engine.client.Client;
import dev.drop444.engine.connection.TrackedConnection;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.ResponseHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.rule.Action;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.Share;

/**
 * Decides about responses of which nothing was sent: an application may ask for a drop by the
 * status that it sets, and rules may look at what it has to say. Who is allowed gets the response.
 * Thread-safe.
 */
final class ResponseGate {

  private final Policy policy;
  private final Shared shared;
  private final Enforcement enforcement;

  ResponseGate(Policy policy, Shared shared, Enforcement enforcement) {
    this.policy = policy;
    this.shared = shared;
    this.enforcement = enforcement;
  }

  /** See {@link dev.drop444.engine.gate.Gates#looksAt}. */
  boolean looksAt(int status) {
    return !policy.off && (status == policy.appSignal || policy.rules.looksAt(status));
  }

  Verdict decide(RequestHead head, ResponseHead response) {
    int status = response.status();
    TrackedConnection connection = TrackedConnection.of(head);
    // What a request comes to whose connection we have ended is not the application's answer.
    if (!looksAt(status) || (connection != null && connection.isEnded())) {
      return Verdict.PASS;
    }
    Client client = policy.resolver.resolve(head);
    if (policy.allow.contains(client.address(head))) {
      return Verdict.PASS;
    }
    Hit hit = new RequestHit(Gate.RESPONSE, client, head, status);
    if (status == policy.appSignal) {
      return enforcement.carryOut(hit, policy.asked, Share.ALL, null);
    }
    Rule rule =
        policy.rules.decideResponse(
            hit.client(),
            hit.isClientKnown(),
            head,
            response,
            shared,
            shared.limits,
            hit,
            enforcement);
    if (rule == null || rule.action() == Action.ALLOW) {
      return Verdict.PASS;
    }
    return enforcement.carryOut(hit, rule.verdict(), rule.share(), rule);
  }
}
