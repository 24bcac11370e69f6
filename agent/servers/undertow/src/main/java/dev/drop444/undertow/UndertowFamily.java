package dev.drop444.undertow;

import dev.drop444.weaver.Component;
import dev.drop444.weaver.ServerFamily;
import java.util.List;
import java.util.Set;

/** Undertow, as the weaver sees it. */
public final class UndertowFamily implements ServerFamily {

  @Override
  public String name() {
    return "undertow";
  }

  @Override
  public List<Component> components() {
    return UndertowHooks.COMPONENTS;
  }

  /** The packages of {@link PrivateMembers} and {@link XnioMembers}. */
  @Override
  public Set<String> innerPackages() {
    return Set.of(
        "io.undertow.protocols.ssl",
        "io.undertow.server.protocol.framed",
        "io.undertow.server.protocol.proxy",
        "org.xnio");
  }
}
