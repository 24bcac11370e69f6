package dev.drop444.report;

import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as the agent sees it. */
final class Request implements RequestHead {

  private final @Nullable InetAddress peer;
  private final String target;
  private final Map<String, String> fields = new HashMap<>();

  Request(@Nullable InetAddress peer, String target) {
    this.peer = peer;
    this.target = target;
    with("host", "www.example.org");
  }

  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  Request with(String field, String value) {
    fields.put(field, value);
    return this;
  }

  @Override
  public @Nullable InetAddress peer() {
    return peer;
  }

  @Override
  public int localPort() {
    return 8080;
  }

  @Override
  public boolean secure() {
    return false;
  }

  @Override
  public Protocol protocol() {
    return Protocol.HTTP_1_1;
  }

  @Override
  public CharSequence method() {
    return "GET";
  }

  @Override
  public CharSequence target() {
    return target;
  }

  @Override
  public @Nullable CharSequence host() {
    return fields.get("host");
  }

  @Override
  public @Nullable CharSequence header(String name) {
    return fields.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    return index == 0 ? header(name) : null;
  }
}
