package dev.drop444.tomcat;

import dev.drop444.weaver.Component;
import dev.drop444.weaver.ServerFamily;
import java.util.List;

/** Apache Tomcat, standalone and embedded. */
public final class TomcatFamily implements ServerFamily {

  @Override
  public String name() {
    return "tomcat";
  }

  @Override
  public List<Component> components() {
    return List.of(TomcatHooks.TOMCAT, OtherConnectors.APR);
  }
}
