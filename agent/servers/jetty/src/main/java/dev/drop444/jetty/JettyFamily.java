package dev.drop444.jetty;

import dev.drop444.weaver.Component;
import dev.drop444.weaver.ServerFamily;
import java.util.List;

/** Eclipse Jetty, embedded, standalone and with {@code --jpms}. */
public final class JettyFamily implements ServerFamily {

  @Override
  public String name() {
    return "jetty";
  }

  @Override
  public List<Component> components() {
    return List.of(JettyHooks.jetty());
  }
}
