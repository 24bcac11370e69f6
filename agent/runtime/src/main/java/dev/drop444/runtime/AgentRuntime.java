package dev.drop444.runtime;

import dev.drop444.engine.gate.Gates;
import dev.drop444.weaver.ServerFamily;
import dev.drop444.weaver.Watch;
import dev.drop444.weaver.Weaving;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** drop444 in one process, from start to close. */
public final class AgentRuntime {

  private AgentRuntime() {}

  /** Called by the launcher, by name. */
  public static AutoCloseable start(@Nullable String arguments, Instrumentation instrumentation)
      throws Exception {
    List<ServerFamily> families = new ArrayList<>();
    for (String name :
        new String[] {
          "dev.drop444.tomcat.TomcatFamily",
          "dev.drop444.jetty.JettyFamily",
          "dev.drop444.undertow.UndertowFamily"
        }) {
      try {
        families.add(
            Class.forName(name).asSubclass(ServerFamily.class).getConstructor().newInstance());
      } catch (ClassNotFoundException notYet) {
        System.err.println("trial: no " + name);
      }
    }
    return Weaving.install(
        instrumentation,
        families,
        Gates.class,
        new TrialGates(),
        new Watch() {
          @Override
          public void guarded(String component, String version) {
            System.err.println("trial: guards " + component + " " + version);
          }

          @Override
          public void leftAlone(String component, String version, String reason) {
            System.err.println("trial: leaves " + component + " " + version + " alone: " + reason);
          }

          @Override
          public void failed(String where, Throwable failure) {
            System.err.println("trial: failed " + where);
            failure.printStackTrace();
          }
        });
  }
}
