package dev.drop444.engine;

import dev.drop444.engine.client.Client;
import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.journal.Decision;
import dev.drop444.engine.journal.Drop;
import dev.drop444.engine.request.Fingerprint;
import dev.drop444.engine.strike.Offence;
import org.jspecify.annotations.Nullable;

/** A hit on a request, or on its response. */
final class RequestHit extends Hit {

  private final Client from;
  private final RequestHead head;
  private final int status;

  /**
   * A hit.
   *
   * @param status of the response, 0 if there is none yet
   */
  RequestHit(Gate gate, Client from, RequestHead head, int status) {
    super(gate, from.address(head), from.isKnown());
    this.from = from;
    this.head = head;
    this.status = status;
  }

  /** Whose request it is, and how that was found. */
  Client from() {
    return from;
  }

  @Override
  RequestHead head() {
    return head;
  }

  @Override
  int port() {
    return head.localPort();
  }

  @Override
  boolean canBan(Policy policy, Shared shared) {
    return isClientKnown() && policy.canBan(client()) && !shared.proxies.forbidsBan(client());
  }

  /**
   * A POST is like no other: what it brings is not known yet, and each password in a form counts,
   * however fast they come. Clients do not repeat it by themselves (RFC 9110 section 9.2.2), but
   * for some of Java's.
   */
  @Override
  Offence offence() {
    boolean post = CharSequence.compare(head.method(), "POST") == 0;
    long request = post ? Offence.UNLIKE_ANY : Fingerprint.ofRequest(head);
    return new Offence(request, Fingerprint.ofPath(head));
  }

  @Override
  void writeTo(Shared shared, Policy policy, Decision decision) {
    @Nullable String kinds = policy.kinds(decision.rule(), head);
    shared.journal.write(new Drop(decision, kinds, head, status));
  }
}
