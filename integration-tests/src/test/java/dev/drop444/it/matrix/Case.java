package dev.drop444.it.matrix;

import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table. Immutable.
 *
 * @param name what is special about it
 * @param conversation what the client says
 * @param outcome what it must get
 * @param rule the rule that the one line in the log must name, or null if there must be no line
 * @param setup the configuration
 * @param from the client's address
 * @param protocols those it makes sense in
 * @param served whether the application sees it, although it is dropped
 * @param steady whether the server logs nothing of its own and answers the same each time
 */
record Case(
    String name,
    Conversation conversation,
    Outcome outcome,
    @Nullable String rule,
    Setup setup,
    String from,
    Set<Protocol> protocols,
    boolean served,
    boolean steady) {

  private static Case of(String name, Request request, Outcome outcome, @Nullable String rule) {
    return new Case(
        name,
        Conversation.of(request),
        outcome,
        rule,
        Configurations.ENFORCE,
        "127.0.0.1",
        Set.copyOf(EnumSet.allOf(Protocol.class)),
        outcome.isAnswer(),
        true);
  }

  static Case answered(String name, Request request) {
    return of(name, request, Outcome.ANSWERED, null);
  }

  static Case dropped(String name, Request request, String rule) {
    return of(name, request, Outcome.DROPPED, rule);
  }

  static Case ends(String name, Request request, Outcome outcome, String rule) {
    return of(name, request, outcome, rule);
  }

  Case with(Outcome other) {
    return new Case(name, conversation, other, rule, setup, from, protocols, served, steady);
  }

  /** With requests that are answered on the same connection before. */
  Case after(Request... before) {
    Conversation longer = new Conversation(List.of(before), false, conversation.request());
    return new Case(name, longer, outcome, rule, setup, from, protocols, served, steady);
  }

  /** With a good request in the same packet before. HTTP/1.1 only. */
  Case pipelinedAfter(Request before) {
    Conversation longer = new Conversation(List.of(before), true, conversation.request());
    return new Case(name, longer, outcome, rule, setup, from, protocols, served, steady).http1();
  }

  Case under(Setup other) {
    return new Case(name, conversation, outcome, rule, other, from, protocols, served, steady);
  }

  Case from(String address) {
    return new Case(name, conversation, outcome, rule, setup, address, protocols, served, steady);
  }

  /** Passes, and one line in the log says which rule would have dropped it. */
  Case noticedBy(String watching) {
    return new Case(name, conversation, outcome, watching, setup, from, protocols, served, steady);
  }

  /** Dropped by its response, when the application has answered. */
  Case whenAnswered() {
    return new Case(name, conversation, outcome, rule, setup, from, protocols, true, steady);
  }

  /** What the server logs about it, or answers, is not always the same. */
  Case varying() {
    return new Case(name, conversation, outcome, rule, setup, from, protocols, served, false);
  }

  /** What becomes of it where the server's own parser does not let it through to the rules. */
  Case malformed() {
    return new Case(
        name, conversation, Outcome.DROPPED, "malformed", setup, from, protocols, false, steady);
  }

  /** Not in HTTP/2. */
  Case http1() {
    Set<Protocol> only = Set.of(Protocol.HTTP1, Protocol.HTTP1_TLS);
    return new Case(name, conversation, outcome, rule, setup, from, only, served, steady);
  }

  /** Only in HTTP/2. */
  Case http2() {
    Set<Protocol> only = Set.of(Protocol.H2, Protocol.H2_TLS);
    return new Case(name, conversation, outcome, rule, setup, from, only, served, steady);
  }

  /** Only in HTTP/1.1 in the clear. */
  Case plain() {
    Set<Protocol> only = Set.of(Protocol.HTTP1);
    return new Case(name, conversation, outcome, rule, setup, from, only, served, steady);
  }

  @Override
  public String toString() {
    return setup + ": " + name;
  }
}
