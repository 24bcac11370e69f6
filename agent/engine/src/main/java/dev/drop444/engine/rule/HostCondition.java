package dev.drop444.engine.rule;

import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.pattern.Patterns;
import dev.drop444.engine.request.Authority;
import dev.drop444.engine.request.Span;

/** The request is for one of these hosts. */
final class HostCondition implements HeadCondition {

  private final Patterns hosts;

  HostCondition(Patterns hosts) {
    this.hosts = hosts;
  }

  @Override
  public boolean holds(RequestHead head) {
    CharSequence text = Authority.text(head);
    if (text == null) {
      return false;
    }
    long host = Authority.host(text);
    return hosts.match(text, Span.start(host), Span.end(host));
  }
}
